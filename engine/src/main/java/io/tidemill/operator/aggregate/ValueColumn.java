// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.aggregate;

import io.tidemill.memory.Column;
import io.tidemill.memory.Type;
import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.Owned;
import io.tidemill.state.GroupResults;
import io.tidemill.state.accumulation.Accumulation;
import io.tidemill.state.accumulation.FixedAccumulators;

/// An accumulation as it is.
final class ValueColumn implements AggregateColumn {
    private final int step;
    private final FixedAccumulators values;
    private final Column column;

    ValueColumn(int step, Type type, Accumulation accumulation, OperatorContext context, Owned owned) {
        this.step = step;
        values = (FixedAccumulators) owned.add(
                accumulation.results(context.budget(), "an aggregate of " + context.name()));
        values.ensure(context.chunkRows());
        column = new Column(type);
    }

    @Override
    public Column make(GroupResults results, long numbers, int count) {
        results.pick(step, numbers, count, values);
        return column.setFixed(values.address());
    }
}
