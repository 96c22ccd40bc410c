// SPDX-License-Identifier: Apache-2.0
package io.tidemill.state.row;

import io.tidemill.memory.Memory;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.table.GrowableColumn;

/// The rows of each group, one after the other in the order in which they were added: rows are added without sorting the others again.
public final class RowChains implements AutoCloseable {
    /// Behind the last row of a chain, and before the first of an empty one.
    public static final int END = RowStore.NO_ROW;

    private final GrowableColumn first; // row of each group
    private final GrowableColumn last;
    private final GrowableColumn next; // row behind each row

    /// @param what is linked, for the message when the budget does not allow it
    public RowChains(MemoryBudget budget, String what) {
        first = GrowableColumn.zeroed(budget, what, Integer.BYTES);
        last = GrowableColumn.zeroed(budget, what, Integer.BYTES);
        next = GrowableColumn.zeroed(budget, what, Integer.BYTES);
    }

    /// Makes room for the rows of so many groups, numbered below an end.
    public void ensure(int groups, int rowEnd) {
        first.ensure(groups);
        last.ensure(groups);
        next.ensure(rowEnd);
    }

    /// Adds a row, of a higher number than those before. There is room for it.
    public void add(int group, int row) {
        long place = last.address() + 4L * group;
        int before = Memory.intAt(place);
        Memory.putInt(before == END ? first.address() + 4L * group : next.address() + 4L * before, row);
        Memory.putInt(place, row);
    }

    /// Adds the rows of a group behind those of another, and leaves it none.
    public void move(int from, int into) {
        int head = first(from);
        if (head == END) {
            return;
        }
        long place = last.address() + 4L * into;
        int before = Memory.intAt(place);
        Memory.putInt(before == END ? first.address() + 4L * into : next.address() + 4L * before, head);
        Memory.putInt(place, Memory.intAt(last.address() + 4L * from));
        drop(from, END);
    }

    /// Leaves out the rows of a group in front of one of them; all, if that is [#END].
    public void drop(int group, int before) {
        Memory.putInt(first.address() + 4L * group, before);
        if (before == END) {
            Memory.putInt(last.address() + 4L * group, END);
        }
    }

    /// The first row of a group, or [#END].
    public int first(int group) {
        return Memory.intAt(first.address() + 4L * group);
    }

    /// The row behind a row, or [#END].
    public int after(int row) {
        return Memory.intAt(next.address() + 4L * row);
    }

    public void clear() {
        first.clear();
        last.clear();
        next.clear();
    }

    @Override
    public void close() {
        first.close();
        last.close();
        next.close();
    }
}
