// SPDX-License-Identifier: Apache-2.0
package io.tidemill.runtime;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.ValueLayout;
import java.util.SplittableRandom;

import io.tidemill.RowWriter;
import io.tidemill.codec.RowCodec;
import io.tidemill.memory.BlockWriter;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Field;
import io.tidemill.memory.LentColumns;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;

import static java.nio.charset.StandardCharsets.UTF_8;

/// Rows that tell whether they arrived whole: which publisher's, which one of it, and a text that follows from both.
final class StressRows {
    static final Schema SCHEMA = Schema.of(Field.of("publisher", Type.INT32), Field.of("number", Type.INT64),
            Field.nullable("text", Type.UTF8));
    static final int LONGEST_TEXT = 150;
    private static final int[] LENGTHS = {0, 1, 7, 20, 64, LONGEST_TEXT};

    private StressRows() {}

    record Line(int publisher, long number) {
        /// Null now and then.
        boolean isNull() {
            return number % 11 == 3;
        }

        String text() {
            long mixed = new SplittableRandom(publisher * 1_000_003L + number).nextLong();
            return Character.toString('a' + Math.floorMod(mixed, 26))
                    .repeat(LENGTHS[Math.floorMod((int) (mixed >>> 32), LENGTHS.length)]);
        }

        boolean equalsRow(Chunk chunk, int row) {
            return chunk.column(0).intAt(row) == publisher && chunk.column(1).longAt(row) == number
                    && (isNull()
                            ? chunk.column(2).isNull(row)
                            : !chunk.column(2).isNull(row) && chunk.column(2).stringAt(row).equals(text()));
        }

        /// Writes the row column by column.
        long write(RowWriter row) {
            row.set(1, number).set(0, publisher);
            if (!isNull()) {
                row.set(2, text());
            }
            return row.commit();
        }
    }

    static long bytes(int rows) {
        return 64L + (LONGEST_TEXT + 32L) * rows;
    }

    /// Lays consecutive rows out in memory with room for `bytes(rows)`.
    static LentColumns columns(MemorySegment memory, int publisher, long first, int rows) {
        SegmentAllocator arena = SegmentAllocator.slicingAllocator(memory);
        MemorySegment publishers = arena.allocate(ValueLayout.JAVA_INT, rows);
        MemorySegment numbers = arena.allocate(ValueLayout.JAVA_LONG, rows);
        MemorySegment offsets = arena.allocate(ValueLayout.JAVA_INT, rows + 1);
        MemorySegment validity = arena.allocate(rows / 8 + 1);
        MemorySegment text = arena.allocate(1 + (long) rows * LONGEST_TEXT);
        int end = 0;
        for (int row = 0; row < rows; row++) {
            Line line = new Line(publisher, first + row);
            publishers.setAtIndex(ValueLayout.JAVA_INT, row, publisher);
            numbers.setAtIndex(ValueLayout.JAVA_LONG, row, line.number());
            if (!line.isNull()) {
                byte[] bytes = line.text().getBytes(UTF_8);
                MemorySegment.copy(bytes, 0, text, ValueLayout.JAVA_BYTE, end, bytes.length);
                end += bytes.length;
                int bits = validity.get(ValueLayout.JAVA_BYTE, row / 8) | 1 << row % 8;
                validity.set(ValueLayout.JAVA_BYTE, row / 8, (byte) bits);
            }
            offsets.setAtIndex(ValueLayout.JAVA_INT, row + 1, end);
        }
        return LentColumns.of(SCHEMA)
                .set("publisher", publishers)
                .set("number", numbers)
                .setText("text", text, offsets)
                .setValidity("text", validity);
    }

    static final class Codec implements RowCodec<Line> {
        @Override
        public Schema schema() {
            return SCHEMA;
        }

        @Override
        public boolean write(Line line, BlockWriter row) {
            row.setInt(0, line.publisher());
            row.setLong(1, line.number());
            if (line.isNull()) {
                row.setNull(2);
                return true;
            }
            return row.setText(2, line.text());
        }

        @Override
        public Line read(Chunk chunk, int row) {
            return new Line(chunk.column(0).intAt(row), chunk.column(1).longAt(row));
        }
    }
}
