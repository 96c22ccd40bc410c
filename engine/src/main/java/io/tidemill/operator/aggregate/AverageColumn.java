// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.aggregate;

import org.jspecify.annotations.Nullable;

import io.tidemill.kernel.Forge;
import io.tidemill.kernel.Kernel;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.aggregate.WideSums;
import io.tidemill.kernel.arithmetic.Arithmetic;
import io.tidemill.kernel.arithmetic.Cast;
import io.tidemill.memory.Column;
import io.tidemill.memory.Type;
import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.Owned;
import io.tidemill.state.GroupResults;

/// A sum by a count, as float64; null for groups without values.
final class AverageColumn implements AggregateColumn {
    private final ValueColumn sums;
    private final @Nullable ValueColumn quotients;
    private final ValueCounts counts;
    private final Kernel<Loop.Unary> toFloat;
    private final Kernel<Loop.Binary> whole;
    private final Kernel<Loop.Binary> divide;
    private final long dividends;
    private final long divisors;
    private final Column averages;

    /// @param sums int64 or float64
    /// @param quotients the second of [WideSums], or null where the sums do not leave an int64
    AverageColumn(ValueColumn sums, @Nullable ValueColumn quotients, ValueCounts counts, OperatorContext context,
            Owned owned) {
        Forge forge = context.forge();
        long bytes = 8L * context.chunkRows();
        this.sums = sums;
        this.quotients = quotients;
        this.counts = counts;
        toFloat = forge.kernel(Cast.of(Type.INT64, Type.FLOAT64));
        whole = forge.kernel(WideSums.toFloat());
        divide = forge.kernel(Arithmetic.DIV.columns(Type.FLOAT64));
        dividends = owned.allocate(context, "sums", bytes);
        divisors = owned.allocate(context, "counts", bytes);
        averages = new Column(Type.FLOAT64).setFixed(dividends);
    }

    @Override
    public Column make(GroupResults results, long numbers, int count) {
        toFloat.current().apply(counts.read(results, numbers, count), divisors, count);
        Column sum = sums.make(results, numbers, count);
        long dividend = sum.data();
        if (quotients != null) {
            whole.current().apply(dividend, quotients.make(results, numbers, count).data(), dividends, count);
            dividend = dividends;
        } else if (sum.type().equals(Type.INT64)) {
            toFloat.current().apply(dividend, dividends, count);
            dividend = dividends;
        }
        divide.current().apply(dividend, divisors, dividends, count);
        return counts.mark(averages, count);
    }
}
