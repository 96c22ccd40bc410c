// SPDX-License-Identifier: Apache-2.0
package io.tidemill.state;

import org.jspecify.annotations.Nullable;

import io.tidemill.kernel.Forge;
import io.tidemill.kernel.Kernel;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Reduction;
import io.tidemill.memory.BlockWriter;
import io.tidemill.memory.Column;
import io.tidemill.memory.Type;

/// The mean of numbers: a sum, of integers exactly while it fits into an int64, divided once at the end.
public final class AverageTotal implements Total<AverageTotal> {
    private final @Nullable Kernel<Loop.IntegerReduction> integers;
    private final @Nullable Kernel<Loop.FloatReduction> floats;
    private long integerSum;
    private double floatSum;
    private long count;

    public AverageTotal(Type type, Forge forge) {
        this.integers = type.isFloat() ? null : forge.kernel(Reduction.SUM.integers(type));
        this.floats = type.isFloat() ? forge.kernel(Reduction.SUM.floats(type)) : null;
    }

    @Override
    public void add(Column column, long bits, int rows, int values) {
        if (values == 0) {
            return;
        }
        if (integers != null) {
            integerSum += integers.current().apply(column.data(), bits, 0, rows);
        } else if (floats != null) {
            floatSum += floats.current().apply(column.data(), bits, 0, rows);
        }
        count += values;
    }

    @Override
    public void merge(AverageTotal later) {
        integerSum += later.integerSum;
        floatSum += later.floatSum;
        count += later.count;
    }

    @Override
    public void clear() {
        integerSum = 0;
        floatSum = 0;
        count = 0;
    }

    @Override
    public boolean write(BlockWriter row, int column) {
        if (count == 0) {
            row.setNull(column);
        } else {
            row.setDouble(column, (integers == null ? floatSum : integerSum) / count);
        }
        return true;
    }
}
