// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.fold;

import java.util.List;

import io.tidemill.memory.Column;
import io.tidemill.memory.Type;
import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.Owned;
import io.tidemill.operator.columns.ColumnGather;
import io.tidemill.state.accumulation.Accumulators;
import io.tidemill.state.accumulation.DistinctValues;

/// Adds the values of rows to the sets of their groups; a row counts where the first of its values is not null.
final class DistinctStep implements FoldStep {
    private final List<GroupedValues> values;
    private final ColumnGather[] gathers;
    private final Column[] counted; // of the rows that count

    DistinctStep(List<GroupedValues> values, List<Type> types, OperatorContext context, Owned owned) {
        this.values = values;
        this.counted = types.stream().map(Column::new).toArray(Column[]::new);
        this.gathers = types.stream()
                .map(type -> new ColumnGather(type, context, owned))
                .toArray(ColumnGather[]::new);
    }

    @Override
    public void add(int rows, Accumulators accumulators) {
        GroupedValues first = values.getFirst();
        for (int i = 0; i < counted.length; i++) {
            Column all = values.get(i).column();
            counted[i] = first.rowNumbers() == 0 ? all : gathers[i].gather(all, first.rowNumbers(), first.count());
        }
        ((DistinctValues) accumulators).add(counted, first.groups(), first.count());
    }
}
