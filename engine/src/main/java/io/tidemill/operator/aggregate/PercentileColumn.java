// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.aggregate;

import io.tidemill.kernel.Kernel;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.aggregate.Digests;
import io.tidemill.memory.Column;
import io.tidemill.memory.Type;
import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.Owned;
import io.tidemill.operator.fold.AggregateResult;
import io.tidemill.state.GroupResults;
import io.tidemill.state.accumulation.Accumulation;
import io.tidemill.state.accumulation.FixedAccumulators;

/// A percentile, as float64, null for groups without values; a few groups at a time, since their digests are large.
final class PercentileColumn implements AggregateColumn {
    private static final int GROUPS = 16;

    private final int step;
    private final FixedAccumulators digests;
    private final Kernel<Loop.PartialUnary> percentile;
    private final long values;
    private final long bits;
    private final Column column;

    PercentileColumn(AggregateResult.Percentile of, Accumulation accumulation, OperatorContext context, Owned owned) {
        step = of.step();
        digests = (FixedAccumulators) owned.add(
                accumulation.results(context.budget(), "an aggregate of " + context.name()));
        percentile = context.forge().kernel(Digests.percentile(of.share()));
        values = owned.allocate(context, "percentiles", 8L * context.chunkRows());
        bits = owned.allocate(context, "nulls", context.chunkRows() / 8 + 1);
        column = new Column(Type.FLOAT64).setFixed(values);
    }

    @Override
    public Column make(GroupResults results, long numbers, int count) {
        int without = 0;
        for (int from = 0; from < count; from += GROUPS) {
            int some = Math.min(GROUPS, count - from);
            results.pick(step, numbers + 4L * from, some, digests);
            without += percentile.current().apply(digests.address(), values + 8L * from, bits + (from >>> 3), some);
        }
        return column.setValidity(without == 0 ? 0 : bits, 0);
    }
}
