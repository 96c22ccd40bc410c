// SPDX-License-Identifier: Apache-2.0
package io.tidemill.state.row;

import io.tidemill.memory.Column;
import io.tidemill.memory.Memory;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.Type;

/// The value of each group's last row, for the row that comes next.
public final class PreviousValues implements AutoCloseable {
    private final StoredValues last; // by group
    private final StoredValues shown; // by row at hand

    /// @param what is kept, for the message when the budget does not allow it
    public PreviousValues(Type type, MemoryBudget budget, String what) {
        last = new StoredValues(type, budget, what);
        shown = new StoredValues(type, budget, what);
    }

    /// For each row the value of the row of its group before; null where there is none. Good until the next call.
    ///
    /// @param values of the rows, which are then those before
    /// @param rowGroups the group of each row, as int32
    /// @param groups how many there are
    public Column next(Column values, long rowGroups, int groups, int rows) {
        last.ensure(groups);
        shown.clear();
        shown.ensure(rows);
        for (int row = 0; row < rows; row++) {
            int group = Memory.intAt(rowGroups + 4L * row);
            shown.put(row, last.column(), group);
            last.put(group, values, row);
        }
        return shown.column();
    }

    @Override
    public void close() {
        last.close();
        shown.close();
    }
}
