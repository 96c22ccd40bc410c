// SPDX-License-Identifier: Apache-2.0
package io.tidemill.conformance;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.tidemill.Batching;
import io.tidemill.DStream;
import io.tidemill.Durations;
import io.tidemill.Input;
import io.tidemill.PlanException;
import io.tidemill.StreamingContext;
import io.tidemill.testkit.CollectedStream;
import io.tidemill.testkit.StreamDriver;

import static io.tidemill.Functions.avg;
import static io.tidemill.Functions.col;
import static io.tidemill.Functions.count;
import static io.tidemill.Functions.max;
import static io.tidemill.Functions.sum;
import static io.tidemill.Functions.windowEnd;
import static io.tidemill.Functions.windowStart;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// E1: windows on the time of events, held against a reference that puts each row into each of its windows by itself.
@Timeout(240)
final class EventTimeTest {
    private static final long SEED = Long.getLong("tidemill.seed", 20_261_123);
    private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");

    /// @param value a whole number: sums of them are exact in any order
    record Reading(Instant at, String sensor, double value, int level) {}

    record Summary(Instant start, Instant end, String sensor, long readings, double total, int highest, double mean) {}

    record Whole(Instant end, long readings) {}

    private static DStream<Summary> summaries(DStream<Reading> readings, Duration delay, Duration length,
            Duration slide) {
        return readings.withEventTime("at", delay)
                .where(col("level").geq(0))
                .groupBy("sensor")
                .window(length, slide)
                .agg(windowStart().as("start"), windowEnd().as("end"), count().as("readings"), sum("value").as("total"),
                        max("level").as("highest"), avg("level").as("mean"))
                .as(Summary.class);
    }

    /// What every window comes to, of rows that came in batches: a row is in all its windows that were not put out before its batch.
    private static final class Reference {
        private final long delay;
        private final long length;
        private final long slide;
        private final Map<Long, List<Reading>> windows = new TreeMap<>(); // by their end
        private long newest = Long.MIN_VALUE;
        private long watermark = Long.MIN_VALUE;
        private long late;

        Reference(Duration delay, Duration length, Duration slide) {
            this.delay = micros(delay);
            this.length = micros(length);
            this.slide = micros(slide);
        }

        List<Summary> batch(List<Reading> rows, boolean isLast) {
            for (Reading row : rows) {
                long at = micros(row.at());
                newest = Math.max(newest, at);
                boolean isLate = true;
                for (long end = Math.floorDiv(at, slide) * slide + slide; end - length <= at; end += slide) {
                    if (watermark == Long.MIN_VALUE || end > Math.floorDiv(watermark, slide) * slide) {
                        isLate = false;
                        if (row.level() >= 0) {
                            windows.computeIfAbsent(end, _ -> new ArrayList<>()).add(row);
                        }
                    }
                }
                late += isLate && row.level() >= 0 ? 1 : 0;
            }
            watermark = Math.max(watermark, newest == Long.MIN_VALUE ? newest : newest - delay);
            List<Summary> summaries = new ArrayList<>();
            windows.entrySet().removeIf(window -> {
                boolean isOver = isLast || window.getKey() <= watermark;
                if (isOver) {
                    summaries.addAll(summaries(window.getKey(), window.getValue()));
                }
                return isOver;
            });
            return summaries;
        }

        private List<Summary> summaries(long end, List<Reading> rows) {
            Map<String, List<Reading>> sensors = new TreeMap<>();
            rows.forEach(row -> sensors.computeIfAbsent(row.sensor(), _ -> new ArrayList<>()).add(row));
            return sensors.entrySet()
                    .stream()
                    .map(sensor -> new Summary(instant(end - length), instant(end), sensor.getKey(),
                            sensor.getValue().size(), sensor.getValue().stream().mapToDouble(Reading::value).sum(),
                            sensor.getValue().stream().mapToInt(Reading::level).max().orElseThrow(),
                            sensor.getValue().stream().mapToInt(Reading::level).average().orElseThrow()))
                    .toList();
        }
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / 1_000;
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    private static List<Summary> sorted(List<Summary> summaries) {
        return summaries.stream()
                .sorted(Comparator.comparing(Summary::end).thenComparing(Summary::sensor))
                .toList();
    }

    /// Batches whose time goes on, stands still and jumps, with rows in and out of order, some of them hopelessly late.
    private static List<List<Reading>> readings(SplittableRandom random) {
        List<List<Reading>> batches = new ArrayList<>();
        long now = micros(START);
        for (int batch = 0; batch < 40; batch++) {
            List<Reading> rows = new ArrayList<>();
            int count = random.nextInt(4) == 0 ? 0 : random.nextInt(60);
            now += random.nextInt(12) == 0 ? 90_000_000L : random.nextLong(3_000_000);
            for (int i = 0; i < count; i++) {
                long behind = switch (random.nextInt(10)) {
                    case 0 -> random.nextLong(40_000_000);
                    case 1, 2 -> random.nextLong(6_000_000);
                    default -> random.nextLong(500_000);
                };
                rows.add(new Reading(instant(now - behind), "sensor-" + random.nextInt(9), random.nextInt(1_000),
                        random.nextInt(-2, 100)));
            }
            batches.add(rows);
        }
        return batches;
    }

    @ParameterizedTest(name = "{0} lanes")
    @ValueSource(ints = {1, 2, 3})
    void E1_windowsHoldWhatAReferenceHolds(int lanes) {
        SplittableRandom random = new SplittableRandom(SEED + lanes);
        long late = 0;
        for (Duration[] window : new Duration[][]{{Durations.seconds(5), Durations.seconds(5)},
                {Durations.seconds(10), Durations.seconds(1)}, {Durations.seconds(8), Durations.seconds(4)},
                {Durations.millis(300), Durations.millis(100)}, {Durations.minutes(5), Durations.seconds(10)}}) {
            Duration delay = Durations.seconds(random.nextInt(4));
            String run = "%s, %d lanes, delay %s, seed %d".formatted(Arrays.toString(window), lanes, delay, SEED);
            Reference reference = new Reference(delay, window[0], window[1]);
            List<List<Reading>> batches = readings(random);
            try (StreamDriver driver = StreamDriver.of(
                    StreamingContext.builder("events").parallelism(lanes).blockRows(lanes == 1 ? 64 : 4),
                    Batching.every(Durations.seconds(1)))) {
                driver.clock().set(micros(START));
                Input<Reading> input = driver.context().input("readings", Reading.class);
                CollectedStream<Summary> summaries = driver
                        .collect(summaries(input.stream(), delay, window[0], window[1]));
                driver.start();
                List<List<Summary>> expected = new ArrayList<>();
                for (List<Reading> batch : batches) {
                    batch.forEach(row -> driver.push(input, row));
                    driver.advance(Durations.seconds(1));
                    expected.add(sorted(reference.batch(batch, false)));
                }
                assertThat(late(driver)).as(run).isEqualTo(reference.late);
                driver.end();
                expected.add(sorted(reference.batch(List.of(), true)));
                assertThat(summaries.batches().stream().map(batch -> sorted(batch.rows())).toList()).as(run)
                        .isEqualTo(expected);
                late += reference.late;
            }
        }
        assertThat(late).isPositive();
    }

    private static long late(StreamDriver driver) {
        return metric(driver, "tidemill_operator_late_rows_total");
    }

    private static long metric(StreamDriver driver, String name) {
        return driver.context()
                .metrics()
                .entrySet()
                .stream()
                .filter(entry -> entry.getKey().startsWith(name))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    @Test
    void E1_aTimeFarAheadNeitherStallsNorFlushes() {
        try (StreamDriver driver = StreamDriver.every(Durations.seconds(1))) {
            driver.clock().set(micros(START));
            Input<Reading> input = driver.context().input("readings", Reading.class);
            CollectedStream<Whole> wholes = driver.collect(input.stream()
                    .withEventTime("at", Durations.seconds(0))
                    .groupBy()
                    .window(Durations.seconds(10))
                    .agg(windowEnd().as("end"), count().as("readings"))
                    .as(Whole.class));
            driver.start();
            driver.push(input, new Reading(START.plusSeconds(1), "a", 1, 1),
                    new Reading(START.plus(9_999, ChronoUnit.DAYS), "a", 1, 1));
            driver.advance(Durations.seconds(1));
            driver.push(input, new Reading(START.plusSeconds(2), "a", 1, 1));
            driver.advance(Durations.seconds(1));
            assertThat(wholes.rows()).isEmpty();
            driver.push(input, new Reading(START.plusSeconds(10), "a", 1, 1));
            driver.advance(Durations.seconds(1));
            assertThat(wholes.rows()).containsExactly(new Whole(START.plusSeconds(10), 2));
            assertThat(metric(driver, "tidemill_operator_rows_ahead_total")).isEqualTo(1);
            driver.end();
            assertThat(wholes.rows()).containsExactly(new Whole(START.plusSeconds(10), 2),
                    new Whole(START.plusSeconds(20), 1));
        }
    }

    @Test
    void E1_aUnionWaitsForTheSlowerStreamUnlessItIsIdle() {
        try (StreamDriver driver = StreamDriver.every(Durations.seconds(1))) {
            driver.clock().set(micros(START));
            Input<Reading> fast = driver.context().input("fast", Reading.class);
            Input<Reading> slow = driver.context().input("slow", Reading.class);
            Duration day = Duration.ofDays(1);
            DStream<Reading> both = fast.stream()
                    .withEventTime("at", Durations.seconds(0))
                    .union(slow.stream().withEventTime("at", Durations.seconds(0), Durations.seconds(5), day));
            CollectedStream<Whole> wholes = driver.collect(both.groupBy()
                    .window(Durations.seconds(10))
                    .agg(windowEnd().as("end"), count().as("readings"))
                    .as(Whole.class));
            driver.start();
            driver.push(slow, new Reading(START.plusSeconds(1), "s", 1, 1));
            driver.push(fast, new Reading(START.plusSeconds(30), "f", 1, 1));
            driver.advance(Durations.seconds(4));
            assertThat(wholes.rows()).isEmpty();
            driver.push(fast, new Reading(START.plusSeconds(31), "f", 1, 1));
            driver.advance(Durations.seconds(2));
            assertThat(wholes.rows()).containsExactly(new Whole(START.plusSeconds(10), 1));
        }
    }

    private static CollectedStream<Whole> perSecond(StreamDriver driver, DStream<Reading> readings, Duration window) {
        driver.clock().set(micros(START));
        return driver.collect(readings.groupBy()
                .window(window)
                .agg(windowEnd().as("end"), count().as("readings"))
                .as(Whole.class));
    }

    private static Reading at(Instant time) {
        return new Reading(time, "a", 1, 1);
    }

    @Test
    void E1_aBusyStreamIsNotIdle() {
        try (StreamDriver driver = StreamDriver.every(Durations.seconds(1))) {
            Input<Reading> input = driver.context().input("readings", Reading.class);
            CollectedStream<Whole> wholes = perSecond(driver, input.stream()
                    .withEventTime("at", Durations.seconds(0), Durations.seconds(5), Duration.ofDays(1)),
                    Durations.seconds(1));
            driver.start();
            for (int second = 0; second < 20; second++) {
                driver.push(input, at(START.plusSeconds(second)));
                driver.advance(Durations.seconds(1));
            }
            assertThat(wholes.rows()).hasSize(19);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE + 2_000_000, 8_000_000_000_000_000L})
    void E1_aWrongTimeInFrontOfAllOthersDoesNotSpoilThem(long wrongMicros) {
        try (StreamDriver driver = StreamDriver.every(Durations.seconds(1))) {
            Input<Reading> input = driver.context().input("readings", Reading.class);
            CollectedStream<Whole> wholes = perSecond(driver,
                    input.stream().withEventTime("at", Durations.seconds(10)), Durations.seconds(1));
            driver.start();
            driver.push(input, at(instant(wrongMicros)));
            driver.advance(Durations.seconds(1));
            for (int second = 1; second < 30; second++) {
                driver.push(input, at(START.plusSeconds(second)));
                driver.advance(Durations.seconds(1));
            }
            assertThat(wholes.rows()).contains(new Whole(START.plusSeconds(2), 1), new Whole(START.plusSeconds(19), 1));
            assertThat(late(driver)).isZero();
        }
    }

    @Test
    void E1_aStreamWithATimeOfItsOwnIsFollowed() {
        try (StreamDriver driver = StreamDriver.every(Durations.seconds(1))) {
            Input<Reading> input = driver.context().input("readings", Reading.class);
            CollectedStream<Whole> wholes = perSecond(driver,
                    input.stream().withEventTime("at", Durations.seconds(0)), Durations.seconds(10));
            driver.start();
            Instant future = START.plus(100_000, ChronoUnit.DAYS);
            for (int second = 0; second < 30; second++) {
                driver.push(input, at(future.plusSeconds(second)));
                driver.advance(Durations.seconds(1));
            }
            assertThat(wholes.rows()).containsExactly(new Whole(future.plusSeconds(10), 10),
                    new Whole(future.plusSeconds(20), 10));
            assertThat(metric(driver, "tidemill_operator_rows_ahead_total")).isZero();
        }
    }

    @Test
    void E1_theLastMicrosecondOfAllIsATimeToo() {
        try (StreamDriver driver = StreamDriver.every(Durations.seconds(1))) {
            Input<Reading> input = driver.context().input("readings", Reading.class);
            CollectedStream<Whole> wholes = perSecond(driver,
                    input.stream().withEventTime("at", Durations.seconds(0)), Duration.of(1, ChronoUnit.MICROS));
            driver.start();
            driver.push(input, at(START), at(instant(Long.MAX_VALUE - 2_000)));
            driver.advance(Durations.seconds(1));
            driver.push(input, at(START.plusSeconds(1)));
            driver.advance(Durations.seconds(1));
            assertThat(wholes.rows()).containsExactly(new Whole(START.plus(1, ChronoUnit.MICROS), 1));
            assertThat(metric(driver, "tidemill_operator_rows_ahead_total")).isEqualTo(1);
        }
    }

    @Test
    void E1_timesBefore1970AreTimesToo() {
        try (StreamDriver driver = StreamDriver.every(Durations.seconds(1))) {
            Input<Reading> input = driver.context().input("readings", Reading.class);
            CollectedStream<Whole> wholes = perSecond(driver,
                    input.stream().withEventTime("at", Durations.seconds(0)), Durations.seconds(10));
            driver.start();
            Instant early = Instant.parse("1969-12-31T23:59:35Z");
            for (int second = 0; second < 30; second++) {
                driver.push(input, at(early.plusSeconds(second)));
                driver.advance(Durations.seconds(1));
            }
            assertThat(wholes.rows()).containsExactly(new Whole(Instant.parse("1969-12-31T23:59:40Z"), 5),
                    new Whole(Instant.parse("1969-12-31T23:59:50Z"), 10), new Whole(Instant.EPOCH, 10));
            driver.end();
            assertThat(wholes.rows()).hasSize(4).endsWith(new Whole(Instant.EPOCH.plusSeconds(10), 5));
        }
    }

    @Test
    void E1_aWindowThatTheEventTimeDoesNotReachIsRefused() {
        try (StreamingContext ssc = StreamingContext.builder("lost").build()) {
            DStream<Reading> timed = ssc.input("readings", Reading.class)
                    .stream()
                    .withEventTime("at", Durations.seconds(1));
            assertThatThrownBy(() -> timed.select(col("sensor")).groupBy("sensor").window(Durations.seconds(1)))
                    .isInstanceOf(PlanException.class)
                    .hasMessageContaining("does not reach the window");
            assertThatThrownBy(() -> timed.map(Reading.class, reading -> reading)
                    .groupBy("sensor")
                    .window(Durations.seconds(2), Durations.seconds(1)))
                    .isInstanceOf(PlanException.class)
                    .hasMessageContaining("does not reach the window");
        }
    }

    @Test
    void E1_tooManyOpenSlicesAreRefusedByName() {
        try (StreamDriver driver = StreamDriver.every(Durations.seconds(1))) {
            Input<Reading> input = driver.context().input("readings", Reading.class);
            perSecond(driver, input.stream().withEventTime("at", Duration.ofHours(9)), Durations.seconds(1));
            driver.start();
            for (int second = 0; second < 5_000; second++) {
                driver.push(input, at(START.plusSeconds(second)));
            }
            assertThatThrownBy(() -> driver.advance(Durations.seconds(1)))
                    .hasMessageContaining("slices of event time are open")
                    .hasMessageContaining("agg");
        }
    }

    @Test
    void E1_eventTimeMustBeATimestampThatThereIs() {
        try (StreamingContext ssc = StreamingContext.builder("wrong").build()) {
            DStream<Reading> readings = ssc.input("readings", Reading.class).stream();
            assertThatThrownBy(() -> readings.withEventTime("sensor", Durations.seconds(1)))
                    .isInstanceOf(PlanException.class)
                    .hasMessageContaining("event time is a timestamp, and column `sensor` is");
            assertThatThrownBy(() -> readings.withEventTime("when", Durations.seconds(1)))
                    .isInstanceOf(PlanException.class)
                    .hasMessageContaining("when")
                    .hasMessageContaining("sensor");
            assertThatThrownBy(() -> readings.withEventTime("at", Durations.seconds(-1)))
                    .isInstanceOf(PlanException.class)
                    .hasMessageContaining("delay");
            assertThatThrownBy(() -> readings.groupBy("sensor").agg(windowEnd()))
                    .isInstanceOf(PlanException.class)
                    .hasMessageContaining("has no window");
        }
    }
}
