// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.fold;

import java.util.List;

import io.tidemill.codec.RowCursor;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Memory;
import io.tidemill.memory.Schema;
import io.tidemill.state.accumulation.Accumulators;
import io.tidemill.state.accumulation.HeapStates;

/// Adds the values of rows to the states of their groups, row by row. Of several values the first is null where any is.
final class UserStep implements FoldStep {
    private final AggregatorCalls calls;
    private final List<GroupedValues> values;
    private final Chunk row;
    private final RowCursor cursor;

    /// @param schema of the values
    UserStep(AggregatorCalls calls, List<GroupedValues> values, Schema schema) {
        this.calls = calls;
        this.values = values;
        this.row = new Chunk(schema);
        this.cursor = new RowCursor(schema);
    }

    @Override
    public void add(int rows, Accumulators accumulators) {
        for (int i = 0; i < values.size(); i++) {
            row.column(i).set(values.get(i).column(), 0);
        }
        row.rows(rows);
        cursor.borrow(row);
        try {
            addMeant((HeapStates) accumulators);
        } finally {
            cursor.release();
        }
    }

    private void addMeant(HeapStates states) {
        GroupedValues meant = values.getFirst();
        for (int i = 0; i < meant.count(); i++) {
            int number = meant.rowNumbers() == 0 ? i : Memory.intAt(meant.rowNumbers() + 4L * i);
            int group = Memory.intAt(meant.groups() + 4L * i);
            states.set(group, calls.accumulate(states.get(group), calls.argument(cursor.moveTo(number))));
        }
    }
}
