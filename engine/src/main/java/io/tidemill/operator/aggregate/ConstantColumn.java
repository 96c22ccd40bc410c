// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.aggregate;

import io.tidemill.kernel.Kernel;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.selection.Gathers;
import io.tidemill.memory.Column;
import io.tidemill.memory.Memory;
import io.tidemill.memory.Type;
import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.Owned;
import io.tidemill.state.GroupResults;

/// The same number for all groups of a window, or one for each.
final class ConstantColumn implements AggregateColumn {
    private final long values;
    private final Column column;
    private final Kernel<Loop.Gather> pick;
    private long value;
    private long each; // where the numbers of groups are; 0 = all have the same
    private int filled;

    /// @param type of 4 or 8 bytes
    ConstantColumn(Type type, OperatorContext context, Owned owned) {
        values = owned.allocate(context, "a constant of a window", (long) Long.BYTES * context.chunkRows());
        column = new Column(type).setFixed(values);
        pick = context.forge().kernel(Gathers.values(Type.INT64));
    }

    /// Says what the number is from now on.
    ///
    /// @param ofEach where there is one for each group, int64 by number; 0 = all have the same
    void set(long number, long ofEach) {
        value = number;
        each = ofEach;
        filled = 0;
    }

    @Override
    public Column make(GroupResults results, long numbers, int count) {
        if (each != 0) {
            pick.current().apply(each, numbers, values, count);
            return column;
        }
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
