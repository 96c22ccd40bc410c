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
    private final ValueColumn[] sums;
    private final long[] addresses; // of the sums at hand
    private final @Nullable ValueCounts counts; // null where no group is without values
    private final boolean isAverage;
    private final Kernel<Loop.Average> kernel;
    private final Kernel<Loop.BitBinary> and;
    private final ValueFailures failures;
    private final String name;
    private final long computed;
    private final long values;
    private final Column column;

    /// @param sums two or four, as the loop takes them
    DecimalTotalColumn(AggregateResult.DecimalTotal result, ValueColumn[] sums, @Nullable ValueCounts counts,
            OperatorContext context, Owned owned) {
        this.sums = sums;
        this.addresses = new long[DecimalTotals.WORDS];
        this.counts = counts;
        this.isAverage = result.isAverage();
        kernel = context.forge().kernel(DecimalTotals.of(result.values(), result.type()));
        and = context.forge().kernel(Bitmaps.and());
        failures = context.failures();
        name = "the %s of %s".formatted(isAverage ? "average" : "sum", result.values());
        computed = owned.allocate(context, "sums that fit", context.chunkRows() / 8 + 1);
        values = owned.allocate(context, "sums of decimals", (long) result.type().byteWidth() * context.chunkRows());
        column = new Column(result.type()).setFixed(values);
    }

    @Override
    public Column make(GroupResults results, long numbers, int count) {
        long divisors = counts == null ? 0 : counts.read(results, numbers, count);
        for (int i = 0; i < sums.length; i++) {
            addresses[i] = sums[i].make(results, numbers, count).data();
        }
        int failed = kernel.current()
                .apply(addresses[0], addresses[1], addresses[2], addresses[3], isAverage ? divisors : 0, values,
                        computed, count);
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
