// SPDX-License-Identifier: Apache-2.0
package io.tidemill.state.row;

import io.tidemill.memory.Memory;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.MemoryLimitException;
import io.tidemill.memory.table.GrowableBytes;
import io.tidemill.memory.table.GrowableColumn;

/// A text for each group, which may be replaced: what is replaced stays until there is more of it than of what is meant.
final class StoredTexts implements AutoCloseable {
    /// Fewer bytes are not worth a move.
    private static final int LEAST_GARBAGE = 1 << 16;

    private final GrowableColumn starts; // int32, in the bytes
    private final GrowableColumn ends;
    private GrowableBytes bytes;
    private GrowableBytes spare; // holds no memory but during a move
    private long meant; // bytes of the texts that are there

    StoredTexts(MemoryBudget budget, String what) {
        starts = GrowableColumn.zeroed(budget, what, Integer.BYTES);
        ends = GrowableColumn.zeroed(budget, what, Integer.BYTES);
        bytes = GrowableBytes.of(budget, what);
        spare = GrowableBytes.of(budget, what);
    }

    void ensure(int groups) {
        starts.ensure(groups);
        ends.ensure(groups);
    }

    long data() {
        return bytes.address();
    }

    long starts() {
        return starts.address();
    }

    long ends() {
        return ends.address();
    }

    /// @param address of a text that is not one of these
    void put(int group, long address, int count) {
        forget(group);
        if (bytes.size() - meant > Math.max(meant, LEAST_GARBAGE)) {
            leaveGarbage();
        }
        bytes.reserve(count);
        int start = bytes.append(address, count);
        Memory.putInt(starts.address() + 4L * group, start);
        Memory.putInt(ends.address() + 4L * group, start + count);
        meant += count;
    }

    /// Gives a group the text of another one: the bytes are theirs together.
    void share(int from, int group) {
        forget(group);
        Memory.putInt(starts.address() + 4L * group, Memory.intAt(starts.address() + 4L * from));
        Memory.putInt(ends.address() + 4L * group, Memory.intAt(ends.address() + 4L * from));
        meant += length(group);
    }

    void forget(int group) {
        meant -= length(group);
        Memory.putInt(ends.address() + 4L * group, Memory.intAt(starts.address() + 4L * group));
    }

    private int length(int group) {
        return Memory.intAt(ends.address() + 4L * group) - Memory.intAt(starts.address() + 4L * group);
    }

    /// Moves the texts that are meant to other memory, if there is any.
    private void leaveGarbage() {
        try {
            spare.reserve(meant);
        } catch (MemoryLimitException refused) {
            return; // they stay where they are
        }
        for (int group = 0; group < starts.groups(); group++) {
            long start = starts.address() + 4L * group;
            int length = length(group);
            int moved = spare.append(bytes.address() + Memory.intAt(start), length);
            Memory.putInt(start, moved);
            Memory.putInt(ends.address() + 4L * group, moved + length);
        }
        GrowableBytes left = bytes;
        bytes = spare;
        spare = left;
        spare.close();
    }

    void clear() {
        starts.clear();
        ends.clear();
        bytes.clear();
        meant = 0;
    }

    @Override
    public void close() {
        starts.close();
        ends.close();
        bytes.close();
        spare.close();
        meant = 0;
    }
}
