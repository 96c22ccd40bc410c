// SPDX-License-Identifier: Apache-2.0
package io.tidemill.format.column;

import io.tidemill.kernel.decimal.DecimalTexts;
import io.tidemill.memory.Column;
import io.tidemill.memory.Memory;
import io.tidemill.memory.Type;

/// Decimals, exactly as they are written: none is rounded.
final class DecimalColumn implements ParsedColumn {
    private final Type type;
    private final long data;
    private final Nulls nulls;
    private final int notDecimal;

    DecimalColumn(Type type, long data, Nulls nulls) {
        this.type = type;
        this.data = data;
        this.nulls = nulls;
        this.notDecimal = nulls.reason("no " + type);
    }

    @Override
    public void parse(long text, long cells, int rows) {
        for (int row = 0; row < rows; row++) {
            Memory.putLong(data + 8L * row, unscaled(text, Memory.longAt(cells + 8L * row), row));
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
        target.setFixed(data + 8L * from);
    }

    @Override
    public Nulls nulls() {
        return nulls;
    }
}
