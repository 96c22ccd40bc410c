// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.columns;

import io.tidemill.kernel.Kernel;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.comparison.Comparison;
import io.tidemill.memory.Column;
import io.tidemill.memory.Type;
import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.Owned;
import io.tidemill.state.GroupResults;

/// How many values groups have, and so whether an aggregate of them is null.
final class ValueCounts {
    private final int accumulation;
    private final Kernel<Loop.Predicate> hasAny;
    private final long counts;
    private final long bits;

    ValueCounts(int accumulation, OperatorContext context, Owned owned) {
        this.accumulation = accumulation;
        hasAny = context.forge().kernel(Comparison.GT.withConstant(Type.INT64, 0));
        counts = owned.allocate(context, "counts", 8L * context.chunkRows());
        bits = owned.allocate(context, "nulls", context.chunkRows() / 8 + 1);
    }

    /// Reads the counts of some groups; answers where they are, as int64.
    long read(GroupResults results, long numbers, int count) {
        results.gather(accumulation, numbers, count, counts);
        return counts;
    }

    /// Makes a column of these groups null where they have no value.
    Column mark(Column column, int count) {
        boolean all = hasAny.current().apply(counts, bits, count) == count;
        return column.setValidity(all ? 0 : bits, 0);
    }
}
