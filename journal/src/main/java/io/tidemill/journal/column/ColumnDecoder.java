// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.column;

import io.tidemill.journal.JournalException;
import io.tidemill.memory.Block;
import io.tidemill.memory.Buffer;
import io.tidemill.memory.Field;
import io.tidemill.memory.Memory;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.Type;

/// Reads the rows of a column that a [ColumnEncoder] has written. One thread; makes no garbage.
public final class ColumnDecoder implements AutoCloseable {
    private final Field field;
    private final int mostRows;
    private final long mostBytes;
    private final Buffer memory;
    private final long copy; // of what is decoded: loops may read behind its end
    private final ByteCursor cursor;
    private final RowDecoder decoder;

    /// @param what names the owner of the memory, for the budget's messages
    /// @param mostTextBytes of a chunk, if the column is text or binary
    public ColumnDecoder(MemoryBudget budget, String what, Field field, int mostRows, int mostTextBytes) {
        ColumnFormat.require(field);
        this.field = field;
        this.mostRows = mostRows;
        this.mostBytes = ColumnEncoder.mostBytes(field, mostRows, mostTextBytes);
        this.cursor = new ByteCursor(field.name());
        this.memory = Buffer.allocate(budget, what, memoryBytes(field, mostRows) + mostBytes + ColumnFormat.SLACK);
        this.copy = memory.address() + memoryBytes(field, mostRows);
        this.decoder = switch (field.type().layout()) {
            case BITS -> new BitDecoder();
            case BYTES -> new TextDecoder(mostRows, mostTextBytes);
            case FIXED, HEAP -> field.type().isWide()
                    ? new WideDecoder(memory.address())
                    : new ValueDecoder(field.type().byteWidth(), mostRows, memory.address());
        };
    }

    private static long memoryBytes(Field field, int mostRows) {
        return switch (field.type().layout()) {
            case BITS, BYTES -> 0;
            case FIXED, HEAP ->
                ValueDecoder.memoryBytes(field.type().byteWidth(), mostRows);
        };
    }

    /// Writes the rows into a column of an empty block, from row 0 on. Throws a [JournalException] if the bytes are not what an
    /// encoder makes of so many rows; the block must be cleared then.
    public void decode(long source, int bytes, int rows, Block target, int column) {
        int most = Math.min(mostRows, target.capacity());
        if (rows < 0 || rows > most) {
            throw cursor.corrupt("has %,d rows where %,d are the most".formatted(rows, most));
        }
        cursor.require(bytes >= ColumnFormat.HEAD_BYTES && bytes <= mostBytes);
        Memory.copy(source, copy, bytes);
        cursor.set(copy, bytes);
        int head = cursor.takeByte();
        if (head == ColumnFormat.ALL_NULL) {
            nothing(rows, target, column);
        } else {
            cursor.require((head & ~(ColumnFormat.ENCODING | ColumnFormat.NULLS)) == 0);
            boolean hasNulls = (head & ColumnFormat.NULLS) != 0;
            long validity = hasNulls ? validity(rows, target, column) : 0;
            int present = hasNulls ? Bits.count(validity, rows) : rows;
            cursor.require(!hasNulls || present < rows);
            decoder.decode(cursor, head & ColumnFormat.ENCODING, validity, rows, present, target, column);
            if (hasNulls) {
                Bits.setBehind(validity, rows);
            }
        }
        cursor.require(cursor.left() == 0);
    }

    private long validity(int rows, Block target, int column) {
        cursor.require(field.nullable());
        long bytes = ColumnFormat.bitBytes(rows);
        long bits = cursor.take(bytes);
        cursor.require(Bits.isClearBehind(bits, rows));
        long validity = target.nulls(column);
        Memory.copy(bits, validity, bytes);
        return validity;
    }

    private void nothing(int rows, Block target, int column) {
        cursor.require(field.nullable() && rows > 0);
        Memory.fill(target.nulls(column), ColumnFormat.bitBytes(rows), (byte) 0);
        Bits.setBehind(target.nulls(column), rows);
        if (field.type().layout() == Type.Layout.BYTES) {
            Memory.fill(target.offsets(column), 4L * (rows + 1), (byte) 0);
        } else {
            long bits = field.type().layout() == Type.Layout.BITS ? 1 : 8L * field.type().byteWidth();
            Memory.fill(target.data(column), (bits * rows + 7) >>> 3, (byte) 0);
        }
    }

    @Override
    public void close() {
        memory.close();
    }
}
