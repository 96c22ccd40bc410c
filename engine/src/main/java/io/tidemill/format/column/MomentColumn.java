// SPDX-License-Identifier: Apache-2.0
package io.tidemill.format.column;

import io.tidemill.memory.Column;
import io.tidemill.memory.Memory;
import io.tidemill.memory.Type;

/// Timestamps, times of day, or dates: the day of a moment in UTC.
final class MomentColumn implements ParsedColumn {
    private final boolean isDate;
    private final MomentReader reader;
    private final long data;
    private final Nulls nulls;
    private final int notMoment;

    MomentColumn(Type type, MomentReader reader, long data, Nulls nulls) {
        this.isDate = type.equals(Type.DATE);
        this.reader = reader;
        this.data = data;
        this.nulls = nulls;
        this.notMoment = nulls.reason("not a " + type);
    }

    @Override
    public void parse(long text, long cells, int rows) {
        for (int row = 0; row < rows; row++) {
            long micros = micros(text, Memory.longAt(cells + 8L * row), row);
            if (isDate) {
                Memory.putInt(data + 4L * row, (int) Math.floorDiv(micros, MomentReader.MICROS_PER_DAY));
            } else {
                Memory.putLong(data + 8L * row, micros);
            }
        }
    }

    private long micros(long text, long cell, int row) {
        if (cell == Cells.NONE) {
            nulls.missing(row);
        } else if (Cells.isPlain(cell) && reader.read(text + Cells.start(cell), Cells.bytes(cell))) {
            return reader.micros();
        } else {
            nulls.bad(row, notMoment);
        }
        return 0;
    }

    @Override
    public void view(int from, Column target) {
        target.setFixed(data + (isDate ? 4L : 8L) * from);
    }

    @Override
    public Nulls nulls() {
        return nulls;
    }
}
