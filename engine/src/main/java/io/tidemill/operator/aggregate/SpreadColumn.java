// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.aggregate;

import io.tidemill.kernel.Kernel;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.aggregate.Moments;
import io.tidemill.memory.Column;
import io.tidemill.memory.Type;
import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.Owned;
import io.tidemill.operator.fold.AggregateResult;
import io.tidemill.state.GroupResults;

/// A variance or a deviation, as float64; null for groups that have too few values.
final class SpreadColumn implements AggregateColumn {
    private final ValueColumn moments;
    private final Kernel<Loop.PartialUnary> spread;
    private final long values;
    private final long bits;
    private final Column column;

    SpreadColumn(ValueColumn moments, AggregateResult.Spread of, OperatorContext context, Owned owned) {
        this.moments = moments;
        spread = context.forge().kernel(Moments.result(of.ofSample(), of.isRoot()));
        values = owned.allocate(context, "spreads", 8L * context.chunkRows());
        bits = owned.allocate(context, "nulls", context.chunkRows() / 8 + 1);
        column = new Column(Type.FLOAT64).setFixed(values);
    }

    @Override
    public Column make(GroupResults results, long numbers, int count) {
        long source = moments.make(results, numbers, count).data();
        int without = spread.current().apply(source, values, bits, count);
        return column.setValidity(without == 0 ? 0 : bits, 0);
    }
}
