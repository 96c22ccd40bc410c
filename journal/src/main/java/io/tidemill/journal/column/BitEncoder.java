// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.column;

import io.tidemill.memory.Column;
import io.tidemill.memory.Memory;

/// Writes booleans: a bit for every row, null ones too, or one byte if all are the same.
final class BitEncoder implements RowEncoder {
    private int used;

    @Override
    public long encode(Column column, long validity, int rows, int present, long target) {
        Bits.copy(column.data(), column.dataBit(), rows, target);
        long bytes = ColumnFormat.bitBytes(rows);
        if (validity != 0) {
            for (long i = 0; i < bytes; i++) {
                Memory.putByte(target + i, (byte) (Memory.byteAt(target + i) & Memory.byteAt(validity + i)));
            }
        }
        used = ColumnFormat.PLAIN;
        if (rows < LEAST_ROWS) {
            return target + bytes;
        }
        int set = Bits.count(target, rows);
        if (set != 0 && set != present) {
            return target + bytes;
        }
        used = ColumnFormat.SAME;
        Memory.putByte(target, (byte) (set == 0 ? 0 : 1));
        return target + 1;
    }

    @Override
    public int used() {
        return used;
    }

    @Override
    public void force(int encoding) {} // there is nothing to choose
}
