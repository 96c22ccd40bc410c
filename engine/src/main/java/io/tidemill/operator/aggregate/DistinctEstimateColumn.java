// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.aggregate;

import io.tidemill.kernel.Kernel;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.aggregate.DistinctEstimate;
import io.tidemill.memory.Column;
import io.tidemill.memory.Type;
import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.Owned;
import io.tidemill.state.GroupResults;
import io.tidemill.state.accumulation.Accumulation;
import io.tidemill.state.accumulation.FixedAccumulators;

/// About how many different values groups have, as int64; a few groups at a time, since what they have seen is large.
final class DistinctEstimateColumn implements AggregateColumn {
    private static final int GROUPS = 16;

    private final int step;
    private final FixedAccumulators seen;
    private final Kernel<Loop.Unary> estimate;
    private final long values;
    private final Column column;

    DistinctEstimateColumn(int step, int precision, Accumulation accumulation, OperatorContext context, Owned owned) {
        this.step = step;
        seen = (FixedAccumulators) owned.add(
                accumulation.results(context.budget(), "an aggregate of " + context.name()));
        estimate = context.forge().kernel(DistinctEstimate.result(precision));
        values = owned.allocate(context, "estimates", 8L * context.chunkRows());
        column = new Column(Type.INT64).setFixed(values);
    }

    @Override
    public Column make(GroupResults results, long numbers, int count) {
        for (int from = 0; from < count; from += GROUPS) {
            int some = Math.min(GROUPS, count - from);
            results.pick(step, numbers + 4L * from, some, seen);
            estimate.current().apply(seen.address(), values + 8L * from, some);
        }
        return column;
    }
}
