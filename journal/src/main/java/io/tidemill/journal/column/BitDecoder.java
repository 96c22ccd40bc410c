// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.column;

import io.tidemill.memory.Block;
import io.tidemill.memory.Memory;

/// Reads booleans.
final class BitDecoder implements RowDecoder {

    @Override
    public void decode(ByteCursor cursor, int encoding, long validity, int rows, int present, Block target,
            int column) {
        long bytes = ColumnFormat.bitBytes(rows);
        long bits = target.data(column);
        switch (encoding) {
            case ColumnFormat.PLAIN -> Memory.copy(cursor.take(bytes), bits, bytes);
            case ColumnFormat.SAME -> {
                int value = cursor.takeByte();
                cursor.require((value & ~1) == 0);
                Memory.fill(bits, bytes, (byte) -value);
            }
            default -> cursor.require(false);
        }
        if (validity != 0) {
            for (long i = 0; i < bytes; i++) {
                Memory.putByte(bits + i, (byte) (Memory.byteAt(bits + i) & Memory.byteAt(validity + i)));
            }
        }
    }
}
