// SPDX-License-Identifier: Apache-2.0
package io.tidemill.format.column;

import io.tidemill.memory.Column;
import io.tidemill.memory.Memory;

/// Booleans, out of `true` and `false` in letters of any case.
final class BooleanColumn implements ParsedColumn {
    private static final long LOWER_CASE = 0x2020202020202020L;
    private static final int TRUE = 't' | 'r' << 8 | 'u' << 16 | 'e' << 24;
    private static final int FALS = 'f' | 'a' << 8 | 'l' << 16 | 's' << 24;

    private final long data;
    private final Nulls nulls;
    private final int notBoolean;

    BooleanColumn(long data, Nulls nulls) {
        this.data = data;
        this.nulls = nulls;
        this.notBoolean = nulls.reason("not a boolean");
    }

    @Override
    public void parse(long text, long cells, int rows) {
        for (int from = 0; from < rows; from += Byte.SIZE) {
            int bits = 0;
            for (int row = from; row < Math.min(rows, from + Byte.SIZE); row++) {
                bits |= bit(text, Memory.longAt(cells + 8L * row), row) << (row - from);
            }
            Memory.putByte(data + (from >>> 3), (byte) bits);
        }
    }

    private int bit(long text, long cell, int row) {
        if (cell == Cells.NONE) {
            nulls.missing(row);
            return 0;
        }
        if (Cells.isPlain(cell)) {
            long address = text + Cells.start(cell);
            long word = Memory.longAt(address) | LOWER_CASE;
            if (Cells.bytes(cell) == 4 && (int) word == TRUE) {
                return 1;
            }
            if (Cells.bytes(cell) == 5 && (int) word == FALS && (word >>> 32 & 0xff) == 'e') {
                return 0;
            }
        }
        nulls.bad(row, notBoolean);
        return 0;
    }

    @Override
    public void view(int from, Column target) {
        target.setBits(data, from);
    }

    @Override
    public Nulls nulls() {
        return nulls;
    }
}
