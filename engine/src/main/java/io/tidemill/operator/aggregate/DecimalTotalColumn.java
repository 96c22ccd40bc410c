// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.aggregate;

import org.jspecify.annotations.Nullable;

import io.tidemill.kernel.Kernel;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.bitmap.Bitmaps;
import io.tidemill.kernel.decimal.DecimalTotals;
import io.tidemill.memory.Column;
import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.Owned;
import io.tidemill.operator.ValueFailures;
import io.tidemill.operator.fold.AggregateResult;
import io.tidemill.state.GroupResults;

/// A sum of decimals, or their average: of exact totals, and null where it does not fit, which counts, or where there is no value.
final class DecimalTotalColumn implements AggregateColumn {
    private final ValueColumn sums;
    private final ValueColumn quotients;
    private final @Nullable ValueCounts counts; // null where no group is without values
    private final boolean isAverage;
    private final Kernel<Loop.Average> kernel;
    private final Kernel<Loop.BitBinary> and;
    private final ValueFailures failures;
    private final String name;
    private final long computed;
    private final long values;
    private final Column column;

    /// @param sums of the values in their smallest units
    /// @param quotients the second of [io.tidemill.kernel.aggregate.WideSums]
    DecimalTotalColumn(AggregateResult.DecimalTotal result, ValueColumn sums, ValueColumn quotients,
            @Nullable ValueCounts counts, OperatorContext context, Owned owned) {
        this.sums = sums;
        this.quotients = quotients;
        this.counts = counts;
        this.isAverage = result.isAverage();
        kernel = context.forge().kernel(DecimalTotals.of(result.values(), result.type()));
        and = context.forge().kernel(Bitmaps.and());
        failures = context.failures();
        name = "the %s of %s".formatted(isAverage ? "average" : "sum", result.values());
        computed = owned.allocate(context, "sums that fit", context.chunkRows() / 8 + 1);
        values = owned.allocate(context, "sums of decimals", 8L * context.chunkRows());
        column = new Column(result.type()).setFixed(values);
    }

    @Override
    public Column make(GroupResults results, long numbers, int count) {
        long divisors = counts == null ? 0 : counts.read(results, numbers, count);
        long sum = sums.make(results, numbers, count).data();
        long quotient = quotients.make(results, numbers, count).data();
        int failed = kernel.current().apply(sum, quotient, isAverage ? divisors : 0, values, computed, count);
        if (counts != null) {
            counts.mark(column, count);
        } else {
            column.setValidity(0, 0);
        }
        if (failed > 0) {
            if (failures.stops()) {
                throw failures.stop(name, 0);
            }
            failures.add(failed);
            if (column.validity() != 0) {
                and.current().apply(column.validity(), column.validityBit(), computed, 0, computed, count);
            }
            column.setValidity(computed, 0);
        }
        return column;
    }
}
