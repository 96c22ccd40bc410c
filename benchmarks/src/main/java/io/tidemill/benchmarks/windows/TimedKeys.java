// SPDX-License-Identifier: Apache-2.0
package io.tidemill.benchmarks.windows;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

import io.tidemill.memory.Field;
import io.tidemill.memory.LentColumns;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;

/// The rows of a batch: an int64 key, 0 to `keys` - 1, all as often, an int64 value, and a time that grows through the batch.
final class TimedKeys implements AutoCloseable {
    static final Schema SCHEMA = Schema.of(Field.of("key", Type.INT64), Field.of("value", Type.INT64),
            Field.of("at", Type.TIMESTAMP));

    private static final long KEY_STRIDE = 7_368_787; // has no factor with a power of ten
    private static final long VALUE_STRIDE = 32_452_843;
    private static final long SLACK_BYTES = 64;

    private final Arena arena = Arena.ofShared();
    private final MemorySegment keyColumn;
    private final MemorySegment values;
    private final MemorySegment times;
    private final int rows;
    private final long spanMicros;

    /// @param keys a power of ten
    /// @param spanMicros how much time passes in a batch; the first begins at 0
    TimedKeys(int keys, int rows, long spanMicros) {
        this.rows = rows;
        this.spanMicros = spanMicros;
        keyColumn = column();
        values = column();
        times = column();
        for (int row = 0; row < rows; row++) {
            keyColumn.setAtIndex(ValueLayout.JAVA_LONG, row, row * KEY_STRIDE % keys);
            values.setAtIndex(ValueLayout.JAVA_LONG, row, row * VALUE_STRIDE % rows);
            times.setAtIndex(ValueLayout.JAVA_LONG, row, row * spanMicros / rows);
        }
    }

    private MemorySegment column() {
        return arena.allocate(Long.BYTES * (long) rows + SLACK_BYTES, 64);
    }

    int rows() {
        return rows;
    }

    LentColumns lent() {
        return LentColumns.of(SCHEMA).set("key", keyColumn).set("value", values).set("at", times);
    }

    /// Lets all times go on to the next batch.
    void goOn() {
        for (int row = 0; row < rows; row++) {
            times.setAtIndex(ValueLayout.JAVA_LONG, row, times.getAtIndex(ValueLayout.JAVA_LONG, row) + spanMicros);
        }
    }

    @Override
    public void close() {
        arena.close();
    }
}
