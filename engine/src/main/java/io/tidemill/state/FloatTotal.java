// SPDX-License-Identifier: Apache-2.0
package io.tidemill.state;

import io.tidemill.kernel.Forge;
import io.tidemill.kernel.Kernel;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Reduction;
import io.tidemill.memory.BlockWriter;
import io.tidemill.memory.Column;
import io.tidemill.memory.Type;

/// The sum, minimum or maximum of floats, chunk by chunk in their order. NaN is greater than any number.
public final class FloatTotal implements Total<FloatTotal> {
    private final Reduction reduction;
    private final Type type;
    private final Kernel<Loop.FloatReduction> kernel;
    private double value;
    private long count;

    public FloatTotal(Reduction reduction, Type type, Forge forge) {
        this.reduction = reduction;
        this.type = type;
        this.kernel = forge.kernel(reduction.floats(type));
    }

    @Override
    public void add(Column column, long bits, int rows, int values) {
        if (values > 0) {
            combine(kernel.current().apply(column.data(), bits, 0, rows), values);
        }
    }

    private void combine(double other, long values) {
        if (count == 0) {
            value = other;
        } else {
            value = switch (reduction) {
                case SUM -> value + other;
                case MIN -> Double.compare(other, value) < 0 ? other : value;
                case MAX -> Double.compare(other, value) > 0 ? other : value;
            };
        }
        count += values;
    }

    @Override
    public void merge(FloatTotal later) {
        if (later.count > 0) {
            combine(later.value, later.count);
        }
    }

    @Override
    public void clear() {
        value = 0;
        count = 0;
    }

    @Override
    public boolean write(BlockWriter row, int column) {
        if (count == 0) {
            row.setNull(column);
        } else if (reduction == Reduction.SUM || type.equals(Type.FLOAT64)) {
            row.setDouble(column, value);
        } else {
            row.setFloat(column, (float) value);
        }
        return true;
    }
}
