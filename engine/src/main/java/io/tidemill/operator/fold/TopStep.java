// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.fold;

import java.util.List;

import io.tidemill.memory.Column;
import io.tidemill.memory.Memory;
import io.tidemill.state.accumulation.Accumulators;
import io.tidemill.state.accumulation.RankedRows;

/// Keeps the rows of a chunk that are among the first of their groups.
final class TopStep implements FoldStep {
    private final GroupedValues rows;
    private final List<GroupedValues> values;
    private final Column[] columns;
    private final Arrivals arrivals;

    /// @param rows all of them
    /// @param values what is kept of a row
    TopStep(GroupedValues rows, List<GroupedValues> values, Arrivals arrivals) {
        this.rows = rows;
        this.values = values;
        this.columns = new Column[values.size()];
        this.arrivals = arrivals;
    }

    @Override
    public void add(int count, Accumulators accumulators) {
        RankedRows ranked = (RankedRows) accumulators;
        for (int i = 0; i < columns.length; i++) {
            columns[i] = values.get(i).column();
        }
        long groups = rows.groups();
        long slot = arrivals.slot();
        for (int row = 0; row < count; row++) {
            ranked.offer(Memory.intAt(groups + 4L * row), columns, row, slot, arrivals.row(row));
        }
    }
}
