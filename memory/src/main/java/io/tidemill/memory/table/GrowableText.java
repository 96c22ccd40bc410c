// SPDX-License-Identifier: Apache-2.0
package io.tidemill.memory.table;

import io.tidemill.memory.Column;
import io.tidemill.memory.Memory;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.MemoryLimitException;

/// Texts that are appended one after the other and read by number, in Arrow's layout: int32 offsets and bytes.
///
/// Holds at most 2 GiB - 1 bytes of text, because offsets are int32; more is refused with a [MemoryLimitException]. One thread.
public final class GrowableText implements AutoCloseable {
    private final GrowableMemory bytes;
    private final GrowableMemory offsets;
    private int size;
    private int end;

    GrowableText(MemorySupply supply, int maxBytes) {
        bytes = supply.memory(maxBytes);
        offsets = supply.memory(4L * (KeyTable.MAX_GROUPS + 1L));
    }

    public static GrowableText of(MemoryBudget budget, String what) {
        return new GrowableText(MemorySupply.of(budget, what), Integer.MAX_VALUE);
    }

    /// Makes room for one more text, or throws a [MemoryLimitException] and changes nothing that can be seen.
    public void reserve(int textBytes) {
        bytes.ensure((long) end + textBytes);
        offsets.ensure(4L * (size + 2L));
    }

    /// Appends a text for which room was made.
    public void append(long address, int textBytes) {
        Memory.copy(address, bytes.address() + end, textBytes);
        end += textBytes;
        size++;
        Memory.putInt(offsets.address() + 4L * size, end);
    }

    /// Appends texts that lie anywhere, or throws a [MemoryLimitException] and changes nothing that can be seen.
    ///
    /// @param rowNumbers which texts, as int32; 0 for the first `count`
    public void append(Column texts, long rowNumbers, int count) {
        long starts = texts.starts();
        long ends = texts.ends();
        long needed = 0;
        for (int i = 0; i < count; i++) {
            long row = rowNumbers == 0 ? i : Memory.intAt(rowNumbers + 4L * i);
            needed += Memory.intAt(ends + 4 * row) - Memory.intAt(starts + 4 * row);
        }
        bytes.ensure(end + needed);
        offsets.ensure(4L * (size + count + 1L));
        long source = texts.data();
        long target = bytes.address();
        long targetEnds = offsets.address() + 4L * size + 4;
        for (int i = 0; i < count; i++) {
            long row = rowNumbers == 0 ? i : Memory.intAt(rowNumbers + 4L * i);
            int start = Memory.intAt(starts + 4 * row);
            int textBytes = Memory.intAt(ends + 4 * row) - start;
            Memory.copyFew(source + start, target + end, textBytes);
            end += textBytes;
            Memory.putInt(targetEnds + 4L * i, end);
        }
        size += count;
    }

    public int size() {
        return size;
    }

    /// Bytes of all texts together.
    public int bytes() {
        return end;
    }

    /// Where a text starts; moves with [#reserve] on systems other than Linux.
    public long address(int index) {
        return bytes.address() + start(index);
    }

    /// Bytes of one text.
    public int bytes(int index) {
        return Memory.intAt(offsets.address() + 4L * index + 4) - start(index);
    }

    private int start(int index) {
        return Memory.intAt(offsets.address() + 4L * index);
    }

    /// Whether a text equals bytes elsewhere.
    public boolean equals(int index, long address, int textBytes) {
        return bytes(index) == textBytes && sameBytes(address(index), address, textBytes);
    }

    /// First and last 8 bytes at once, without a branch between them; what lies between only if there is something.
    private static boolean sameBytes(long one, long other, int bytes) {
        if (bytes < 8) {
            for (int i = 0; i < bytes; i++) {
                if (Memory.byteAt(one + i) != Memory.byteAt(other + i)) {
                    return false;
                }
            }
            return true;
        }
        long last = bytes - 8L;
        long differ = (Memory.longAt(one) ^ Memory.longAt(other))
                | (Memory.longAt(one + last) ^ Memory.longAt(other + last));
        for (long i = 8; i < last && differ == 0; i += 8) {
            differ = Memory.longAt(one + i) ^ Memory.longAt(other + i);
        }
        return differ == 0;
    }

    /// Sets a utf8 column to view all texts.
    public void view(Column target) {
        target.setText(bytes.address(), offsets.address(), offsets.address() + 4);
    }

    /// Forgets all texts, keeps the memory.
    public void clear() {
        size = 0;
        end = 0;
    }

    @Override
    public void close() {
        bytes.close();
        offsets.close();
        clear();
    }
}
