// SPDX-License-Identifier: Apache-2.0
package io.tidemill.state.row;

import io.tidemill.memory.Column;
import io.tidemill.memory.Memory;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.MemoryLimitException;
import io.tidemill.memory.Type;
import io.tidemill.memory.table.GrowableColumn;
import io.tidemill.memory.table.KeyTable;

/// The values of each group's last rows, for the rows that come next.
public final class PreviousValues implements AutoCloseable {
    private final int lag;
    private final StoredValues last; // by group, the last rows of each in turns
    private final GrowableColumn turns; // by group, where the row that is longest ago is among its last rows
    private final StoredValues shown; // by row at hand

    /// @param lag how many rows to look back, 1 for the row before
    /// @param what is kept, for the message when the budget does not allow it
    public PreviousValues(Type type, int lag, MemoryBudget budget, String what) {
        this.lag = lag;
        turns = GrowableColumn.zeroed(budget, what, Integer.BYTES);
        last = new StoredValues(type, budget, what);
        shown = new StoredValues(type, budget, what);
    }

    /// For each row the value of the row of its group so many before; null where there is none. Good until the next call.
    ///
    /// @param values of the rows, which are then those before
    /// @param rowGroups the group of each row, as int32
    /// @param groups how many there are
    public Column next(Column values, long rowGroups, int groups, int rows) {
        if ((long) lag * groups > KeyTable.MAX_GROUPS) {
            throw new MemoryLimitException("lag keeps %,d rows of each of %,d groups: %,d of both together are the most"
                    .formatted(lag, groups, KeyTable.MAX_GROUPS));
        }
        last.ensure(lag * groups);
        if (lag > 1) {
            turns.ensure(groups);
        }
        shown.clear();
        shown.ensure(rows);
        for (int row = 0; row < rows; row++) {
            int group = Memory.intAt(rowGroups + 4L * row);
            int place = lag * group + takeTurn(group);
            shown.put(row, last.column(), place);
            last.put(place, values, row);
        }
        return shown.column();
    }

    private int takeTurn(int group) {
        if (lag == 1) {
            return 0;
        }
        long at = turns.address() + (long) Integer.BYTES * group;
        int turn = Memory.intAt(at);
        Memory.putInt(at, turn + 1 == lag ? 0 : turn + 1);
        return turn;
    }

    @Override
    public void close() {
        last.close();
        turns.close();
        shown.close();
    }
}
