// SPDX-License-Identifier: Apache-2.0
package io.tidemill.memory;

import io.tidemill.memory.Chunk;
import io.tidemill.memory.Column;
import io.tidemill.memory.Type;

/// How many bytes the rows of an input are: fixed widths, and the text itself.
public final class RowBytes {

    private RowBytes() {}

    /// Of a chunk of an input, whose rows lie one behind the other, their texts too.
    public static long of(Chunk rows) {
        long bytes = 0;
        int last = rows.rows() - 1;
        for (int i = 0; i < rows.schema().size() && last >= 0; i++) {
            Column column = rows.column(i);
            if (column.type().layout() == Type.Layout.BYTES) {
                bytes += column.textAddress(last) + column.textBytes(last) - column.textAddress(0);
            } else {
                bytes += (long) column.type().byteWidth() * rows.rows();
            }
        }
        return bytes;
    }
}
