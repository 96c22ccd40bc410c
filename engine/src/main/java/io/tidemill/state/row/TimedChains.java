// SPDX-License-Identifier: Apache-2.0
package io.tidemill.state.row;

import io.tidemill.memory.Memory;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.table.GrowableColumn;

/// The rows of each group in the order of their times, those of one time in the order in which they were added.
///
/// A row lies with its time and its neighbours in 16 bytes of one cache line. A group remembers where it was last looked at: rows and
/// questions mostly come with times that grow, so that the next place is that one or a few rows on. What comes in any other order is found
/// too, by as many steps as there are rows between. One thread.
public final class TimedChains implements AutoCloseable {
    /// Behind the last row of a chain, and before the first.
    public static final int END = RowStore.NO_ROW;

    private static final int ROW_BYTES = 16; // time, the row behind, the row before
    private static final int NEXT = 8;
    private static final int BEFORE = 12;
    private static final int GROUP_BYTES = 8; // last row, the row that was last looked at
    private static final int LOOKED_AT = 4;

    private final GrowableColumn groups;
    private final GrowableColumn rows;

    /// @param what is linked, for the message when the budget does not allow it
    public TimedChains(MemoryBudget budget, String what) {
        groups = GrowableColumn.zeroed(budget, what, GROUP_BYTES);
        rows = GrowableColumn.zeroed(budget, what, ROW_BYTES);
    }

    /// Makes room for the rows of so many groups, numbered below an end.
    public void ensure(int groupCount, int rowEnd) {
        groups.ensure(groupCount);
        rows.ensure(rowEnd);
    }

    /// Says the time of a row. There is room for it.
    public void put(int row, long micros) {
        Memory.putLong(rows.address() + (long) ROW_BYTES * row, micros);
    }

    /// Links a row, whose time was put, behind all rows of its group that are not later.
    public void add(int group, int row) {
        long place = placeOf(group);
        int last = Memory.intAt(place);
        if (last == END || timeOf(last) <= timeOf(row)) {
            link(last, row, END);
            Memory.putInt(place, row);
        } else {
            int later = firstFrom(group, timeOf(row) + 1);
            link(before(later), row, later);
        }
        Memory.putInt(place + LOOKED_AT, row);
    }

    private void link(int earlier, int row, int later) {
        long at = rows.address() + (long) ROW_BYTES * row;
        Memory.putInt(at + NEXT, later);
        Memory.putInt(at + BEFORE, earlier);
        if (earlier != END) {
            Memory.putInt(rows.address() + (long) ROW_BYTES * earlier + NEXT, row);
        }
        if (later != END) {
            Memory.putInt(rows.address() + (long) ROW_BYTES * later + BEFORE, row);
        }
    }

    /// The first row of a group that is not before a time, or [#END].
    public int firstFrom(int group, long micros) {
        long place = placeOf(group);
        int row = Memory.intAt(place + LOOKED_AT);
        if (row == END) {
            return END;
        }
        int seen = row; // a row of the chain, near what is looked for
        if (timeOf(row) >= micros) {
            for (int earlier = before(row); earlier != END && timeOf(earlier) >= micros; earlier = before(earlier)) {
                row = earlier;
            }
            seen = row;
        } else {
            while (row != END && timeOf(row) < micros) {
                seen = row;
                row = after(row);
            }
            seen = row == END ? seen : row;
        }
        Memory.putInt(place + LOOKED_AT, seen);
        return row;
    }

    /// The last row of a group that is not after a time, or [#END].
    public int lastUntil(int group, long micros) {
        int later = firstFrom(group, micros + 1);
        return later == END ? Memory.intAt(placeOf(group)) : before(later);
    }

    private long placeOf(int group) {
        return groups.address() + (long) GROUP_BYTES * group;
    }

    /// The time of a row that was put.
    public long timeOf(int row) {
        return Memory.longAt(rows.address() + (long) ROW_BYTES * row);
    }

    /// The next later row of the same group, or [#END].
    public int after(int row) {
        return Memory.intAt(rows.address() + (long) ROW_BYTES * row + NEXT);
    }

    /// The next earlier row of the same group, or [#END].
    public int before(int row) {
        return Memory.intAt(rows.address() + (long) ROW_BYTES * row + BEFORE);
    }

    public void clear() {
        groups.clear();
        rows.clear();
    }

    @Override
    public void close() {
        groups.close();
        rows.close();
    }
}
