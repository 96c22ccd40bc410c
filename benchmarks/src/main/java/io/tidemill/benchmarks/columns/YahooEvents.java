// SPDX-License-Identifier: Apache-2.0
package io.tidemill.benchmarks.columns;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.HashMap;
import java.util.Map;

import io.tidemill.memory.Field;
import io.tidemill.memory.LentColumns;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;

/// The advertisement events of [Events] with a time in microseconds that goes on from pass to pass, and from run to run.
final class YahooEvents implements AutoCloseable {
    static final Schema SCHEMA = Schema.of(Field.of("ad_id", Type.INT32), Field.of("event_type", Type.INT32),
            Field.of("event_time", Type.TIMESTAMP));
    static final long WINDOW_MICROS = 10_000_000;
    static final int TYPE = 0; // that is counted
    private static final long SLACK_BYTES = 64;
    private static final long FIRST_MICROS = 1_763_892_000_000_000L; // a whole window since 1970

    private final Arena arena = Arena.ofShared();
    private final Events events;
    private final MemorySegment[] times; // by pass
    private final long passMicros;
    private final long runMicros; // whole windows
    private final Map<Key, Long> first;
    private long shiftMicros;

    /// A group: a campaign and the end of a window.
    record Key(int campaign, long endMicros) {}

    YahooEvents(Events events, int passes) {
        this.events = events;
        this.passMicros = events.time(events.rows() - 1) * 1_000 + 1_000;
        this.times = new MemorySegment[passes];
        for (int pass = 0; pass < passes; pass++) {
            times[pass] = arena.allocate(8L * events.rows() + SLACK_BYTES, 64);
            for (int row = 0; row < events.rows(); row++) {
                times[pass].setAtIndex(ValueLayout.JAVA_LONG, row,
                        FIRST_MICROS + pass * passMicros + events.time(row) * 1_000);
            }
        }
        this.runMicros = end(passes * passMicros);
        this.first = countEach();
    }

    /// Lets all times go on by as many whole windows as all passes take.
    void goOn() {
        for (MemorySegment pass : times) {
            for (int row = 0; row < events.rows(); row++) {
                pass.setAtIndex(ValueLayout.JAVA_LONG, row,
                        pass.getAtIndex(ValueLayout.JAVA_LONG, row) + runMicros);
            }
        }
        shiftMicros += runMicros;
    }

    /// The counts of all passes, found row by row.
    Map<Key, Long> counts() {
        Map<Key, Long> counts = new HashMap<>();
        first.forEach((key, count) -> counts.put(new Key(key.campaign(), key.endMicros() + shiftMicros), count));
        return counts;
    }

    private Map<Key, Long> countEach() {
        Map<Key, Long> counts = new HashMap<>();
        for (int pass = 0; pass < times.length; pass++) {
            for (int row = 0; row < events.rows(); row++) {
                if (events.type(row) == TYPE) {
                    counts.merge(new Key(events.ad(row) / Events.ADS_A_CAMPAIGN, end(time(pass, row))), 1L, Long::sum);
                }
            }
        }
        return counts;
    }

    static long end(long micros) {
        return micros - Math.floorMod(micros, WINDOW_MICROS) + WINDOW_MICROS;
    }

    int passes() {
        return times.length;
    }

    int rows() {
        return events.rows();
    }

    MemorySegment ads() {
        return events.ads();
    }

    MemorySegment types() {
        return events.types();
    }

    MemorySegment times(int pass) {
        return times[pass];
    }

    long time(int pass, int row) {
        return times[pass].getAtIndex(ValueLayout.JAVA_LONG, row);
    }

    /// The newest time of all.
    long newest() {
        return time(times.length - 1, rows() - 1);
    }

    LentColumns lent(int pass) {
        return LentColumns.of(SCHEMA)
                .set("ad_id", events.ads())
                .set("event_type", events.types())
                .set("event_time", times[pass]);
    }

    @Override
    public void close() {
        arena.close();
    }
}
