// SPDX-License-Identifier: Apache-2.0
package io.tidemill.benchmarks.columns;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

import io.tidemill.memory.Field;
import io.tidemill.memory.LentColumns;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;

/// Advertisement events in columns: ad 0 to 999, type 0 to 2, time in milliseconds, 1,000 events a millisecond.
///
/// The same for every run: ads and types are a hash of the event's number.
public final class Events implements AutoCloseable {
    public static final Schema SCHEMA = Schema.of(Field.of("ad_id", Type.INT32), Field.of("event_type", Type.INT32),
            Field.of("event_time", Type.INT64));

    /// Of an event.
    public static final int BYTES = 4 + 4 + 8;

    static final int ADS_A_CAMPAIGN = 10;
    static final int WINDOW_MILLIS = 10_000;
    private static final int ADS = 1_000;
    private static final int TYPES = 3;
    private static final int EVENTS_A_MILLISECOND = 1_000;
    private static final long SLACK_BYTES = 64;

    private final Arena arena = Arena.ofShared();
    private final int rows;
    private final MemorySegment ads;
    private final MemorySegment types;
    private final MemorySegment times;

    public Events(int rows) {
        this.rows = rows;
        ads = arena.allocate(4L * rows + SLACK_BYTES, 64);
        types = arena.allocate(4L * rows + SLACK_BYTES, 64);
        times = arena.allocate(8L * rows + SLACK_BYTES, 64);
        for (int row = 0; row < rows; row++) {
            long hash = row * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 32;
            ads.setAtIndex(ValueLayout.JAVA_INT, row, (int) ((hash & Integer.MAX_VALUE) % ADS));
            types.setAtIndex(ValueLayout.JAVA_INT, row, (int) ((hash >>> 33 & 0xffff) % TYPES));
            times.setAtIndex(ValueLayout.JAVA_LONG, row, row / EVENTS_A_MILLISECOND);
        }
    }

    public int rows() {
        return rows;
    }

    public int ad(int row) {
        return ads.getAtIndex(ValueLayout.JAVA_INT, row);
    }

    public int type(int row) {
        return types.getAtIndex(ValueLayout.JAVA_INT, row);
    }

    public long time(int row) {
        return times.getAtIndex(ValueLayout.JAVA_LONG, row);
    }

    MemorySegment ads() {
        return ads;
    }

    MemorySegment types() {
        return types;
    }

    MemorySegment times() {
        return times;
    }

    public LentColumns lent() {
        return LentColumns.of(SCHEMA).set("ad_id", ads).set("event_type", types).set("event_time", times);
    }

    @Override
    public void close() {
        arena.close();
    }
}
