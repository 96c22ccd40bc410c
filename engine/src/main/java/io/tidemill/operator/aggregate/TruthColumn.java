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

/// Whether an int32 is more than 0.
final class TruthColumn implements AggregateColumn {
    private final ValueColumn values;
    private final Kernel<Loop.Predicate> isTrue;
    private final long bits;
    private final Column column;

    TruthColumn(ValueColumn values, OperatorContext context, Owned owned) {
        this.values = values;
        isTrue = context.forge().kernel(Comparison.GT.withConstant(Type.INT32, 0));
        bits = owned.allocate(context, "truths", context.chunkRows() / 8 + 1);
        column = new Column(Type.BOOL).setBits(bits, 0);
    }

    @Override
    public Column make(GroupResults results, long numbers, int count) {
        isTrue.current().apply(values.make(results, numbers, count).data(), bits, count);
        return column;
    }
}
