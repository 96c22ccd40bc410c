// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.column;

import io.tidemill.journal.JournalException;
import io.tidemill.journal.JournalException.Kind;
import io.tidemill.memory.Block;
import io.tidemill.memory.Buffer;
import io.tidemill.memory.Field;
import io.tidemill.memory.Memory;
import io.tidemill.memory.MemoryBudget;

/// Reads the rows of a column that a [ColumnEncoder] has written. One thread; makes no garbage.
public final class ColumnDecoder implements AutoCloseable {
    private final Field field;
    private final int width;
    private final int mostRows;
    private final int mostTextBytes;
    private final Buffer scratch;

    /// @param what names the owner of the memory, for the budget's messages
    /// @param mostTextBytes of a chunk, if the column is text
    public ColumnDecoder(MemoryBudget budget, String what, Field field, int mostRows, int mostTextBytes) {
        ColumnFormat.require(field);
        this.field = field;
        this.width = field.type().byteWidth();
        this.mostRows = mostRows;
        this.mostTextBytes = mostTextBytes;
        this.scratch = Buffer.allocate(budget, what, 4L * (mostRows + 1));
    }

    /// Writes the rows into a column of an empty block, from row 0 on. Throws a [JournalException] if the bytes are not what an
    /// encoder makes of so many rows; the block must be cleared then.
    public void decode(long source, int bytes, int rows, Block target, int column) {
        int most = Math.min(mostRows, target.capacity());
        if (rows < 0 || rows > most) {
            throw corrupt("has %,d rows where %,d are the most".formatted(rows, most));
        }
        long at = source + ColumnFormat.HEAD_BYTES;
        long end = source + bytes;
        require(at <= end);
        int head = Memory.byteAt(source);
        require(head == ColumnFormat.PLAIN || head == (ColumnFormat.PLAIN | ColumnFormat.NULLS));
        int present = rows;
        long validity = 0;
        if ((head & ColumnFormat.NULLS) != 0) {
            require(field.nullable() && ColumnFormat.bitBytes(rows) <= end - at);
            validity = target.nulls(column);
            Memory.copy(at, validity, ColumnFormat.bitBytes(rows));
            present = Bits.count(validity, rows);
            at += ColumnFormat.bitBytes(rows);
            require(present < rows && Bits.clearBehind(validity, rows));
        }
        switch (field.type().kind()) {
            case BOOL -> bits(at, end, rows, target.data(column));
            case UTF8 -> text(at, end, validity, rows, present, target, column);
            case INT8, INT16, INT32, INT64, FLOAT32, FLOAT64, TIMESTAMP, DATE, LIST, OBJECT ->
                values(at, end, validity, rows, present, target.data(column));
        }
        if (validity != 0) {
            Bits.setBehind(validity, rows);
        }
    }

    private void bits(long at, long end, int rows, long target) {
        require(end - at == ColumnFormat.bitBytes(rows));
        Memory.copy(at, target, end - at);
    }

    private void values(long at, long end, long validity, int rows, int present, long target) {
        require(end - at == (long) width * present);
        Memory.copy(at, target, end - at);
        if (validity != 0) {
            NullRows.putIn(target, width, present, validity, rows);
        }
    }

    private void text(long at, long end, long validity, int rows, int present, Block target, int column) {
        require(end - at >= 4L * present);
        long lengths = scratch.address();
        Memory.copy(at, lengths, 4L * present);
        if (validity != 0) {
            NullRows.putIn(lengths, 4, present, validity, rows);
        }
        long offsets = target.offsets(column);
        long textBytes = end - at - 4L * present;
        require(textBytes <= Math.min(mostTextBytes, target.textCapacity(column)));
        int offset = 0;
        Memory.putInt(offsets, 0);
        for (int row = 0; row < rows; row++) {
            int length = Memory.intAt(lengths + 4L * row);
            require(length >= 0 && length <= textBytes - offset);
            offset += length;
            Memory.putInt(offsets + 4L * row + 4, offset);
        }
        require(offset == textBytes);
        Memory.copy(at + 4L * present, target.data(column), textBytes);
    }

    private void require(boolean sound) {
        if (!sound) {
            throw corrupt("is not what was written");
        }
    }

    private JournalException corrupt(String what) {
        return new JournalException(Kind.CORRUPTION, "column `%s` %s".formatted(field.name(), what));
    }

    @Override
    public void close() {
        scratch.close();
    }
}
