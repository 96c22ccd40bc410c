// SPDX-License-Identifier: Apache-2.0
package io.tidemill.conformance;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.tidemill.DStream;
import io.tidemill.Durations;
import io.tidemill.GroupedStream;
import io.tidemill.Input;
import io.tidemill.PlanException;
import io.tidemill.StreamingContext;
import io.tidemill.conformance.Batches.Batch;
import io.tidemill.testkit.CollectedStream;
import io.tidemill.testkit.StreamDriver;

import static io.tidemill.Functions.col;
import static io.tidemill.Functions.count;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// Row 32: rows that came too late for their windows, as a stream of their own.
@Timeout(240)
final class LateRowsTest {
    private static final long SEED = Long.getLong("tidemill.seed", 20_261_123);

    record Event(Instant at, String user, long number) {}

    record Counted(String user, long events) {}

    /// Batches a second each, whose rows are up to eight seconds behind.
    @SuppressWarnings({"unchecked", "rawtypes"}) // an array of lists
    private static Batches<Event> events(SplittableRandom random) {
        List<List<Event>> batches = new ArrayList<>();
        long number = 0;
        for (int second = 1; second <= 25; second++) {
            List<Event> rows = new ArrayList<>();
            for (int i = random.nextInt(40); i > 0; i--) {
                long behind = random.nextInt(4) == 0 ? random.nextLong(8_000) : random.nextLong(900);
                rows.add(new Event(Instant.EPOCH.plusMillis(second * 1_000L - behind), "user-" + random.nextInt(4),
                        number++));
            }
            batches.add(rows);
        }
        return Batches.of(Event.class, batches.toArray(new List[0]));
    }

    /// The rows of each batch all of whose windows had been put out before it.
    private static List<Batch<Event>> late(Batches<Event> events, Duration delay, Duration length, Duration slide) {
        List<Batch<Event>> late = new ArrayList<>();
        long watermark = Long.MIN_VALUE;
        for (List<Event> batch : events.batches()) {
            List<Event> rows = new ArrayList<>();
            long newest = watermark;
            for (Event row : batch) {
                long at = row.at().toEpochMilli();
                long lastStart = Math.floorDiv(at, slide.toMillis()) * slide.toMillis();
                if (lastStart + length.toMillis() <= watermark) {
                    rows.add(row);
                }
                newest = Math.max(newest, at - delay.toMillis());
            }
            watermark = newest;
            late.add(new Batch<>(late.size() + 1, rows));
        }
        return late;
    }

    private static GroupedStream windows(DStream<Event> events, Duration delay, Duration length, Duration slide) {
        return events.withEventTime("at", delay).groupBy("user").window(length, slide);
    }

    @Layouts
    void E1_lateRowsAreTheRowsThatNoWindowTook(Layout layout) throws InterruptedException {
        SplittableRandom random = new SplittableRandom(SEED);
        for (Duration[] window : new Duration[][]{{Durations.seconds(1), Durations.seconds(1)},
                {Durations.seconds(4), Durations.seconds(1)}, {Durations.millis(600), Durations.millis(200)}}) {
            Duration delay = Durations.millis(random.nextInt(2_000));
            Batches<Event> events = events(random);
            assertThat(events.through(layout, rows -> windows(rows, delay, window[0], window[1]).lateRows()
                    .as(Event.class)))
                    .as("seed %d, delay %s, window of %s by %s", SEED, delay, window[0], window[1])
                    .isEqualTo(late(events, delay, window[0], window[1]))
                    .anyMatch(batch -> !batch.rows().isEmpty());
        }
    }

    @Layouts
    void E1_everyRowIsCountedOrLate(Layout layout) throws InterruptedException {
        Batches<Event> events = events(new SplittableRandom(SEED + 1));
        AtomicLong counted = new AtomicLong();
        AtomicLong late = new AtomicLong();
        Duration second = Durations.seconds(1);
        List<Event> flush = List.of(new Event(Instant.EPOCH.plusSeconds(100), "flush", -1));
        List<List<Event>> batches = new ArrayList<>(events.batches());
        batches.add(flush);
        @SuppressWarnings({"unchecked", "rawtypes"}) // an array of lists
        Batches<Event> all = Batches.of(Event.class, batches.toArray(new List[0]));
        all.run(layout, rows -> {
            GroupedStream windows = windows(rows, second, second, second);
            windows.agg(count().as("events")).as(Counted.class).foreach(row -> counted.addAndGet(row.events()));
            windows.lateRows().foreach(_ -> late.incrementAndGet());
        });
        assertThat(counted.get() + late.get()).as("seed %d", SEED + 1)
                .isEqualTo(events.batches().stream().mapToLong(List::size).sum());
        assertThat(late.get()).isPositive();
    }

    @Test
    void E1_lateRowsAreAStreamLikeAnyOther() {
        try (StreamDriver driver = StreamDriver.every(Durations.seconds(1))) {
            Input<Event> input = driver.context().input("events", Event.class);
            CollectedStream<Counted> perUser = driver
                    .collect(windows(input.stream(), Durations.seconds(0), Durations.seconds(1), Durations.seconds(1))
                            .lateRows()
                            .where(col("number").geq(10))
                            .groupBy("user")
                            .window(Durations.seconds(2), Durations.seconds(2))
                            .agg(count().as("events"))
                            .as(Counted.class));
            driver.start();
            driver.push(input, new Event(Instant.EPOCH.plusSeconds(5), "a", 10));
            driver.advance(Durations.seconds(1));
            driver.push(input, new Event(Instant.EPOCH.plusSeconds(1), "a", 10),
                    new Event(Instant.EPOCH.plusSeconds(1), "a", 9), new Event(Instant.EPOCH.plusSeconds(6), "a", 11));
            driver.advance(Durations.seconds(1));
            assertThat(perUser.rows()).containsExactly(new Counted("a", 1));
        }
    }

    @Test
    void E1_onlyWindowsOfEventTimeHaveLateRows() {
        try (StreamingContext ssc = StreamingContext.builder("late").build()) {
            DStream<Event> events = ssc.input("events", Event.class).stream();
            assertThatThrownBy(() -> events.groupBy("user").window(Durations.seconds(1)).lateRows())
                    .isInstanceOf(PlanException.class)
                    .hasMessageContaining("no row is late for a window of")
                    .hasMessageContaining("withEventTime");
            DStream<Event> timed = events.withEventTime("at", Durations.seconds(1));
            assertThatThrownBy(() -> timed.groupBy("user").lateRows()).isInstanceOf(PlanException.class)
                    .hasMessageContaining("batch");
            assertThat(timed.groupBy("user").window(Durations.seconds(1)).lateRows().explain())
                    .contains("rows that are late for each event-time window of 1 s");
        }
    }
}
