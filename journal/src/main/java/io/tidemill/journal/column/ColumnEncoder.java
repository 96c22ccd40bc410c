// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.column;

import io.tidemill.memory.Buffer;
import io.tidemill.memory.Column;
import io.tidemill.memory.Field;
import io.tidemill.memory.Memory;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.Type;

/// Writes the rows of one column of an input, chunk by chunk. One thread; makes no garbage.
public final class ColumnEncoder implements AutoCloseable {
    private final Field field;
    private final int width;
    private final int mostRows;
    private final int mostTextBytes;
    private final Buffer scratch;

    /// @param what names the owner of the memory, for the budget's messages
    /// @param mostTextBytes of a chunk, if the column is text
    public ColumnEncoder(MemoryBudget budget, String what, Field field, int mostRows, int mostTextBytes) {
        ColumnFormat.require(field);
        this.field = field;
        this.width = field.type().byteWidth();
        this.mostRows = mostRows;
        this.mostTextBytes = mostTextBytes;
        this.scratch = Buffer.allocate(budget, what, 4L * (mostRows + 1));
    }

    /// The most bytes that an encoding of so many rows takes, and that are touched at the target.
    public static long mostBytes(Field field, int rows, long textBytes) {
        long validity = ColumnFormat.bitBytes(rows);
        long values = switch (field.type().kind()) {
            case BOOL -> validity;
            case UTF8 -> 4L * rows + textBytes;
            case INT8, INT16, INT32, INT64, FLOAT32, FLOAT64, TIMESTAMP, DATE, LIST, OBJECT ->
                (long) field.type().byteWidth() * rows;
        };
        return ColumnFormat.HEAD_BYTES + validity + values + Long.BYTES;
    }

    /// How many bytes of text the rows of a column have.
    public static long textBytes(Column column, int rows) {
        if (column.type().kind() != Type.Kind.UTF8 || rows == 0) {
            return 0;
        }
        if (column.ends() == column.starts() + 4) {
            return Memory.intAt(column.ends() + 4L * (rows - 1)) - (long) Memory.intAt(column.starts());
        }
        long bytes = 0;
        for (int row = 0; row < rows; row++) {
            bytes += column.textBytes(row);
        }
        return bytes;
    }

    /// Writes the rows of a column; answers how many bytes that took, [#mostBytes] at most.
    public int encode(Column column, int rows, long target) {
        if (rows > mostRows) {
            throw new IllegalArgumentException(
                    "column `%s` has %,d rows where %,d are the most".formatted(field.name(), rows, mostRows));
        }
        int present = rows;
        long at = target + ColumnFormat.HEAD_BYTES;
        long validity = 0;
        if (column.validity() != 0) {
            Bits.copy(column.validity(), column.validityBit(), rows, at);
            present = Bits.count(at, rows);
            if (present < rows) {
                validity = at;
                at += ColumnFormat.bitBytes(rows);
            }
        }
        Memory.putByte(target, (byte) (ColumnFormat.PLAIN | (validity == 0 ? 0 : ColumnFormat.NULLS)));
        at = switch (field.type().kind()) {
            case BOOL -> bits(column, validity, rows, at);
            case UTF8 -> text(column, validity, rows, present, at);
            case INT8, INT16, INT32, INT64, FLOAT32, FLOAT64, TIMESTAMP, DATE, LIST, OBJECT ->
                values(column.data(), validity, rows, present, at);
        };
        return (int) (at - target);
    }

    private static long bits(Column column, long validity, int rows, long at) {
        Bits.copy(column.data(), column.dataBit(), rows, at);
        long bytes = ColumnFormat.bitBytes(rows);
        for (long i = 0; validity != 0 && i < bytes; i++) {
            Memory.putByte(at + i, (byte) (Memory.byteAt(at + i) & Memory.byteAt(validity + i)));
        }
        return at + bytes;
    }

    private long values(long values, long validity, int rows, int present, long at) {
        if (validity == 0) {
            Memory.copy(values, at, (long) width * rows);
        } else {
            NullRows.leaveOut(values, width, validity, rows, at);
        }
        return at + (long) width * present;
    }

    private long text(Column column, long validity, int rows, int present, long at) {
        long starts = column.starts();
        long ends = column.ends();
        if (validity != 0) {
            NullRows.leaveOut(starts, 4, validity, rows, scratch.address());
            NullRows.leaveOut(ends, 4, validity, rows, at);
            starts = scratch.address();
            ends = at;
        }
        long bytes = at + 4L * present;
        long limit = bytes + mostTextBytes;
        for (int i = 0; i < present; i++) {
            int start = Memory.intAt(starts + 4L * i);
            int length = Memory.intAt(ends + 4L * i) - start;
            if (length > limit - bytes) {
                throw new IllegalArgumentException("column `%s` has more than the %,d bytes of text that are the most"
                        .formatted(field.name(), mostTextBytes));
            }
            Memory.copy(column.data() + start, bytes, length);
            Memory.putInt(at + 4L * i, length);
            bytes += length;
        }
        return bytes;
    }

    @Override
    public void close() {
        scratch.close();
    }
}
