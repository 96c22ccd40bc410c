// SPDX-License-Identifier: Apache-2.0
package io.tidemill.benchmarks.joins;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

import io.tidemill.memory.Field;
import io.tidemill.memory.LentColumns;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;

/// Rows with an int64 key and a time, a microsecond after the row before. A key comes again after as many rows as there are keys.
final class KeyedTimes implements AutoCloseable {
    private static final long STRIDE = 7_368_787; // has no factor with a power of ten
    private static final long FIRST_MICROS = 1_763_892_000_000_000L;
    private static final long SLACK_BYTES = 64;

    private final Arena arena = Arena.ofShared();
    private final Schema schema;
    private final MemorySegment keyColumn;
    private final MemorySegment timeColumn;
    private final int rows;

    /// @param keys a power of ten
    KeyedTimes(String key, String time, int keys, int rows) {
        this.rows = rows;
        schema = Schema.of(Field.of(key, Type.INT64), Field.of(time, Type.TIMESTAMP));
        keyColumn = arena.allocate(Long.BYTES * (long) rows + SLACK_BYTES, 64);
        timeColumn = arena.allocate(Long.BYTES * (long) rows + SLACK_BYTES, 64);
        for (int row = 0; row < rows; row++) {
            keyColumn.setAtIndex(ValueLayout.JAVA_LONG, row, row * STRIDE % keys);
            timeColumn.setAtIndex(ValueLayout.JAVA_LONG, row, FIRST_MICROS + row);
        }
    }

    Schema schema() {
        return schema;
    }

    int rows() {
        return rows;
    }

    long key(int row) {
        return keyColumn.getAtIndex(ValueLayout.JAVA_LONG, row);
    }

    LentColumns lent() {
        return LentColumns.of(schema)
                .set(schema.fields().getFirst().name(), keyColumn)
                .set(schema.fields().getLast().name(), timeColumn);
    }

    /// Lets all times go on by as much as they span.
    void goOn() {
        for (int row = 0; row < rows; row++) {
            timeColumn.setAtIndex(ValueLayout.JAVA_LONG, row,
                    timeColumn.getAtIndex(ValueLayout.JAVA_LONG, row) + rows);
        }
    }

    @Override
    public void close() {
        arena.close();
    }
}
