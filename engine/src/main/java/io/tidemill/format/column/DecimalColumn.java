// SPDX-License-Identifier: Apache-2.0
package io.tidemill.format.column;

import org.jspecify.annotations.Nullable;

import io.tidemill.kernel.decimal.DecimalTexts;
import io.tidemill.kernel.decimal.WideTexts;
import io.tidemill.memory.Column;
import io.tidemill.memory.Memory;
import io.tidemill.memory.Type;
import io.tidemill.memory.WideInteger;

/// Decimals, exactly as they are written: none is rounded.
final class DecimalColumn implements ParsedColumn {
    private final Type type;
    private final long data;
    private final Nulls nulls;
    private final int notDecimal;
    private final @Nullable WideTexts wide; // where there are more than 18 digits

    DecimalColumn(Type type, long data, Nulls nulls) {
        this.type = type;
        this.data = data;
        this.nulls = nulls;
        this.wide = type.isWide() ? WideTexts.of(type, true) : null;
        this.notDecimal = nulls.reason("no " + type);
    }

    @Override
    public void parse(long text, long cells, int rows) {
        for (int row = 0; row < rows; row++) {
            long cell = Memory.longAt(cells + 8L * row);
            if (wide != null) {
                putWide(wide, text, cell, row);
            } else {
                Memory.putLong(data + 8L * row, unscaled(text, cell, row));
            }
        }
    }

    private void putWide(WideTexts texts, long text, long cell, int row) {
        if (cell == Cells.NONE) {
            WideInteger.put(data + (long) WideInteger.BYTES * row, 0, 0);
            nulls.missing(row);
        } else if (!Cells.isPlain(cell) || !texts.put(text + Cells.start(cell), Cells.bytes(cell), data, row)) {
            WideInteger.put(data + (long) WideInteger.BYTES * row, 0, 0);
            nulls.bad(row, notDecimal);
        }
    }

    private long unscaled(long text, long cell, int row) {
        if (cell == Cells.NONE) {
            nulls.missing(row);
            return 0;
        }
        long value = Cells.isPlain(cell)
                ? DecimalTexts.parse(text + Cells.start(cell), Cells.bytes(cell), type.precision(), type.scale(), true)
                : DecimalTexts.NONE;
        if (value == DecimalTexts.NONE) {
            nulls.bad(row, notDecimal);
            return 0;
        }
        return value;
    }

    @Override
    public void view(int from, Column target) {
        target.setFixed(data + (long) type.byteWidth() * from);
    }

    @Override
    public Nulls nulls() {
        return nulls;
    }
}
