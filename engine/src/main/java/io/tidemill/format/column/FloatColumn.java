// SPDX-License-Identifier: Apache-2.0
package io.tidemill.format.column;

import io.tidemill.memory.Column;
import io.tidemill.memory.Memory;

/// Floats of 4 or 8 bytes, each the one nearest to what is written. What is beyond the largest one is a bad value.
final class FloatColumn implements ParsedColumn {
    private final boolean isDouble;
    private final long data;
    private final Nulls nulls;
    private final int notNumber;
    private final int outOfRange;
    private final Decimal decimal = new Decimal();

    FloatColumn(boolean isDouble, long data, Nulls nulls) {
        this.isDouble = isDouble;
        this.data = data;
        this.nulls = nulls;
        this.notNumber = nulls.reason("not a number");
        this.outOfRange = nulls.reason("beyond float" + (isDouble ? Double.SIZE : Float.SIZE));
    }

    @Override
    public void parse(long text, long cells, int rows) {
        for (int row = 0; row < rows; row++) {
            long cell = Memory.longAt(cells + 8L * row);
            double value = 0;
            if (cell == Cells.NONE) {
                nulls.missing(row);
            } else {
                value = value(text, cell, row);
            }
            if (isDouble) {
                Memory.putDouble(data + 8L * row, value);
            } else {
                Memory.putFloat(data + 4L * row, (float) value);
            }
        }
    }

    private double value(long text, long cell, int row) {
        if (!Cells.isPlain(cell) || !decimal.read(text + Cells.start(cell), Cells.bytes(cell))) {
            nulls.bad(row, notNumber);
            return 0;
        }
        double value = isDouble ? decimal.doubleValue() : decimal.floatValue();
        if (Double.isInfinite(value) && decimal.isFinite()) {
            nulls.bad(row, outOfRange);
            return 0;
        }
        return value;
    }

    @Override
    public void view(int from, Column target) {
        target.setFixed(data + (isDouble ? 8L : 4L) * from);
    }

    @Override
    public Nulls nulls() {
        return nulls;
    }
}
