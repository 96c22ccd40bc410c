// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.aggregate;

import io.tidemill.memory.Column;
import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.Owned;
import io.tidemill.state.GroupResults;
import io.tidemill.state.accumulation.DistinctAccumulation;
import io.tidemill.state.accumulation.DistinctValues;

/// The different values of groups as lists, from the least to the greatest.
final class CollectedOnceColumn implements AggregateColumn {
    private final int step;
    private final DistinctValues values;
    private final ListTarget target;

    CollectedOnceColumn(int step, DistinctAccumulation accumulation, OperatorContext context, Owned owned) {
        this.step = step;
        values = owned.add(accumulation.accumulators(context.budget(), "an aggregate of " + context.name()));
        target = new ListTarget(accumulation.types().getFirst(), context, owned);
    }

    @Override
    public Column make(GroupResults results, long numbers, int count) {
        results.pick(step, numbers, count, values);
        target.begin();
        for (int group = 0; group < count; group++) {
            values.list(group, target.rows());
            target.put(group, values.values());
        }
        values.clear();
        return target.column();
    }
}
