// SPDX-License-Identifier: Apache-2.0
package io.tidemill.state.row;

import io.tidemill.memory.Memory;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.table.GrowableColumn;

/// The numbers of rows, group by group, and within a group in their order.
public final class RowsByGroup implements AutoCloseable {
    private final GrowableColumn ends; // where the rows of each group end
    private final GrowableColumn rows;

    /// @param what is sorted, for the message when the budget does not allow it
    public RowsByGroup(MemoryBudget budget, String what) {
        ends = GrowableColumn.zeroed(budget, what, Integer.BYTES);
        rows = GrowableColumn.zeroed(budget, what, Integer.BYTES);
    }

    /// Sorts rows by counting how many each group has.
    ///
    /// @param groupCount how many groups there are
    public void sort(KeyedRows keyed, int groupCount) {
        ends.clear();
        ends.ensure(groupCount);
        rows.ensure(keyed.end());
        long groups = keyed.groups();
        long places = ends.address();
        for (int row = 1; row < keyed.end(); row++) {
            long place = places + 4L * Memory.intAt(groups + 4L * row);
            Memory.putInt(place, Memory.intAt(place) + 1);
        }
        int start = 0;
        for (int group = 0; group < groupCount; group++) {
            int count = Memory.intAt(places + 4L * group);
            Memory.putInt(places + 4L * group, start);
            start += count;
        }
        // each group's place is its start, and goes on to its end
        long target = rows.address();
        for (int row = 1; row < keyed.end(); row++) {
            long place = places + 4L * Memory.intAt(groups + 4L * row);
            int at = Memory.intAt(place);
            Memory.putInt(target + 4L * at, row);
            Memory.putInt(place, at + 1);
        }
    }

    public boolean isEmpty(int group) {
        return start(group) == end(group);
    }

    /// The place of a group's first row.
    public int start(int group) {
        return group == 0 ? 0 : end(group - 1);
    }

    /// The place behind a group's last row.
    public int end(int group) {
        return Memory.intAt(ends.address() + 4L * group);
    }

    /// The number of the row at a place.
    public int rowAt(int place) {
        return Memory.intAt(rows.address() + 4L * place);
    }

    /// Where the number of the row at a place is, an int32.
    public long addressOf(int place) {
        return rows.address() + 4L * place;
    }

    @Override
    public void close() {
        ends.close();
        rows.close();
    }
}
