// SPDX-License-Identifier: Apache-2.0
package io.tidemill.state;

import io.tidemill.kernel.Forge;
import io.tidemill.kernel.Kernel;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Reduction;
import io.tidemill.memory.BlockWriter;
import io.tidemill.memory.Column;
import io.tidemill.memory.Type;

/// The sum, minimum or maximum of integers, dates or timestamps. Sums wrap around.
public final class IntegerTotal implements Total<IntegerTotal> {
    private final Reduction reduction;
    private final Type type;
    private final long identity;
    private final Kernel<Loop.IntegerReduction> kernel;
    private long value;
    private long count;

    public IntegerTotal(Reduction reduction, Type type, Forge forge) {
        this.reduction = reduction;
        this.type = type;
        this.identity = reduction.identity(type);
        this.kernel = forge.kernel(reduction.integers(type));
        this.value = identity;
    }

    @Override
    public void add(Column column, long bits, int rows, int values) {
        if (values > 0) {
            combine(kernel.current().apply(column.data(), bits, 0, rows));
            count += values;
        }
    }

    private void combine(long other) {
        value = switch (reduction) {
            case SUM -> value + other;
            case MIN -> Math.min(value, other);
            case MAX -> Math.max(value, other);
        };
    }

    @Override
    public void merge(IntegerTotal later) {
        if (later.count > 0) {
            combine(later.value);
            count += later.count;
        }
    }

    @Override
    public void clear() {
        value = identity;
        count = 0;
    }

    @Override
    public boolean write(BlockWriter row, int column) {
        if (count == 0) {
            row.setNull(column);
        } else if (reduction == Reduction.SUM || type.byteWidth() == Long.BYTES) {
            row.setLong(column, value);
        } else {
            row.setInt(column, (int) value);
        }
        return true;
    }
}
