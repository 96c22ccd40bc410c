// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.column;

import io.tidemill.memory.Buffer;
import io.tidemill.memory.Column;
import io.tidemill.memory.Field;
import io.tidemill.memory.Memory;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.Type;

/// Writes the rows of one column of an input, chunk by chunk, and learns which encoding suits it. One thread; makes no garbage.
public final class ColumnEncoder implements AutoCloseable {
    private final Field field;
    private final int mostRows;
    private final Buffer memory;
    private final RowEncoder encoder;

    /// @param what names the owner of the memory, for the budget's messages
    /// @param mostTextBytes of a chunk, if the column is text or binary
    public ColumnEncoder(MemoryBudget budget, String what, Field field, int mostRows, int mostTextBytes) {
        ColumnFormat.require(field);
        this.field = field;
        this.mostRows = mostRows;
        this.memory = Buffer.allocate(budget, what, memoryBytes(field, mostRows, mostTextBytes));
        this.encoder = switch (field.type().layout()) {
            case BITS -> new BitEncoder();
            case BYTES -> new TextEncoder(field.name(), mostRows, mostTextBytes, memory.address());
            case FIXED, HEAP -> field.type().isWide()
                    ? new WideEncoder(memory.address())
                    : new ValueEncoder(field.type(), mostRows, memory.address());
        };
    }

    private static long memoryBytes(Field field, int mostRows, int mostTextBytes) {
        return switch (field.type().layout()) {
            case BITS -> 0;
            case BYTES -> mostTextBytes;
            case FIXED, HEAP ->
                ValueEncoder.memoryBytes(field.type(), mostRows);
        };
    }

    /// The most bytes that an encoding of so many rows takes, and that are touched at the target.
    public static long mostBytes(Field field, int rows, long textBytes) {
        long validity = ColumnFormat.bitBytes(rows);
        long values = switch (field.type().layout()) {
            case BITS -> validity;
            case BYTES -> 4L * rows + textBytes;
            case FIXED, HEAP ->
                (long) field.type().byteWidth() * rows;
        };
        return ColumnFormat.HEAD_BYTES + validity + values + ColumnFormat.SLACK;
    }

    /// How many bytes of text the rows of a column have; 0 if it is neither text nor binary, nor lists.
    public static long textBytes(Column column, int rows) {
        if (column.type().layout() != Type.Layout.BYTES || rows == 0) {
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
            if (present == 0 && rows > 0) {
                Memory.putByte(target, (byte) ColumnFormat.ALL_NULL);
                return ColumnFormat.HEAD_BYTES;
            }
            if (present < rows) {
                validity = at;
                at += ColumnFormat.bitBytes(rows);
            }
        }
        long end = encoder.encode(column, validity, rows, present, at);
        Memory.putByte(target, (byte) (encoder.used() | (validity == 0 ? 0 : ColumnFormat.NULLS)));
        return (int) (end - target);
    }

    /// Tries this encoding with every chunk, whatever it costs: for tests.
    void force(int encoding) {
        encoder.force(encoding);
    }

    @Override
    public void close() {
        memory.close();
    }
}
