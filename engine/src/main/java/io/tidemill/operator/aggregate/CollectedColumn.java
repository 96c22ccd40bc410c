// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.aggregate;

import io.tidemill.memory.Column;
import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.Owned;
import io.tidemill.state.GroupResults;
import io.tidemill.state.accumulation.CollectedAccumulation;
import io.tidemill.state.accumulation.CollectedValues;

/// All values of groups as lists, in the order in which they came.
final class CollectedColumn implements AggregateColumn {
    private final int step;
    private final CollectedValues values;
    private final ListTarget target;

    CollectedColumn(int step, CollectedAccumulation accumulation, OperatorContext context, Owned owned) {
        this.step = step;
        values = owned.add(accumulation.results(context.budget(), "an aggregate of " + context.name()));
        target = new ListTarget(accumulation.type(), context, owned);
    }

    @Override
    public Column make(GroupResults results, long numbers, int count) {
        results.pick(step, numbers, count, values);
        target.begin();
        for (int group = 0; group < count; group++) {
            values.listByArrival(group, target.rows());
            target.put(group, values.values());
        }
        values.clear();
        return target.column();
    }
}
