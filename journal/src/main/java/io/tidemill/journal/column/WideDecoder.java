// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.column;

import io.tidemill.memory.Block;
import io.tidemill.memory.Memory;
import io.tidemill.memory.WideInteger;

/// Reads decimals of more than 18 digits.
final class WideDecoder implements RowDecoder {
    private static final int WIDTH = WideInteger.BYTES;

    private final long scratch; // values that were compressed

    /// @param memory for it alone: [WideInteger#BYTES] for each row
    WideDecoder(long memory) {
        this.scratch = memory;
    }

    @Override
    public void decode(ByteCursor cursor, int encoding, long validity, int rows, int present, Block target,
            int column) {
        long bytes = (long) WIDTH * present;
        switch (encoding) {
            case ColumnFormat.PLAIN -> place(cursor.take(bytes), WIDTH, 1, validity, rows, target.data(column));
            case ColumnFormat.SPLIT -> {
                long compressed = cursor.left();
                cursor.require(Lz4.decompress(cursor.take(compressed), compressed, scratch, bytes));
                place(scratch, 1, present, validity, rows, target.data(column));
            }
            default -> cursor.require(false);
        }
    }

    /// @param next how many bytes a value begins behind the one before it
    /// @param step how many bytes one of its bytes stands behind the one before it
    private static void place(long source, int next, int step, long validity, int rows, long target) {
        long from = source;
        for (int row = 0; row < rows; row++) {
            long to = target + (long) WIDTH * row;
            if (validity != 0 && Bits.at(validity, row) == 0) {
                WideInteger.put(to, 0, 0);
                continue;
            }
            for (int place = 0; place < WIDTH; place++) {
                Memory.putByte(to + place, Memory.byteAt(from + (long) step * place));
            }
            from += next;
        }
    }
}
