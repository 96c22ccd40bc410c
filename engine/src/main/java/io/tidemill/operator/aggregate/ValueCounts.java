// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.aggregate;

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
    private final ValueColumn counts;
    private final Kernel<Loop.Predicate> hasAny;
    private final long bits;
    private long read;

    /// @param counts int64
    ValueCounts(ValueColumn counts, OperatorContext context, Owned owned) {
        this.counts = counts;
        hasAny = context.forge().kernel(Comparison.GT.withConstant(Type.INT64, 0));
        bits = owned.allocate(context, "nulls", context.chunkRows() / 8 + 1);
    }

    /// Reads the counts of some groups; answers where they are, as int64.
    long read(GroupResults results, long numbers, int count) {
        read = counts.make(results, numbers, count).data();
        return read;
    }

    /// Makes a column of these groups null where they have no value.
    Column mark(Column column, int count) {
        boolean all = hasAny.current().apply(read, bits, count) == count;
        return column.setValidity(all ? 0 : bits, 0);
    }
}
