// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.columns;

import io.tidemill.memory.Column;
import io.tidemill.memory.Memory;
import io.tidemill.memory.Type;
import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.Owned;
import io.tidemill.state.GroupResults;

/// The same time for all groups of a window.
final class ConstantColumn implements AggregateColumn {
    private final long values;
    private final Column column;
    private long time;
    private int filled;

    ConstantColumn(OperatorContext context, Owned owned) {
        values = owned.allocate(context, "a time of a window", (long) Long.BYTES * context.chunkRows());
        column = new Column(Type.TIMESTAMP).setFixed(values);
    }

    /// Says what the time is from now on.
    void set(long micros) {
        time = micros;
        filled = 0;
    }

    @Override
    public Column make(GroupResults results, long numbers, int count) {
        for (; filled < count; filled++) {
            Memory.putLong(values + 8L * filled, time);
        }
        return column;
    }
}
