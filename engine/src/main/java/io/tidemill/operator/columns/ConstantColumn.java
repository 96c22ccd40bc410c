// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.columns;

import io.tidemill.memory.Column;
import io.tidemill.memory.Memory;
import io.tidemill.memory.Type;
import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.Owned;
import io.tidemill.state.GroupResults;

/// The same number for all groups of a window.
final class ConstantColumn implements AggregateColumn {
    private final long values;
    private final Column column;
    private long value;
    private int filled;

    /// @param type of 4 or 8 bytes
    ConstantColumn(Type type, OperatorContext context, Owned owned) {
        values = owned.allocate(context, "a constant of a window", (long) Long.BYTES * context.chunkRows());
        column = new Column(type).setFixed(values);
    }

    /// Says what the number is from now on.
    void set(long number) {
        value = number;
        filled = 0;
    }

    @Override
    public Column make(GroupResults results, long numbers, int count) {
        for (; filled < count; filled++) {
            if (column.type().byteWidth() == Long.BYTES) {
                Memory.putLong(values + 8L * filled, value);
            } else {
                Memory.putInt(values + 4L * filled, (int) value);
            }
        }
        return column;
    }
}
