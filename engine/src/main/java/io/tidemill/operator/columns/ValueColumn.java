// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.columns;

import io.tidemill.memory.Column;
import io.tidemill.memory.Type;
import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.Owned;
import io.tidemill.state.GroupResults;

/// An accumulation as it is.
final class ValueColumn implements AggregateColumn {
    private final int accumulation;
    private final long values;
    private final Column column;

    ValueColumn(int accumulation, Type type, OperatorContext context, Owned owned) {
        this.accumulation = accumulation;
        values = owned.allocate(context, "an aggregate", (long) type.byteWidth() * context.chunkRows());
        column = new Column(type).setFixed(values);
    }

    @Override
    public Column make(GroupResults results, long numbers, int count) {
        results.gather(accumulation, numbers, count, values);
        return column;
    }
}
