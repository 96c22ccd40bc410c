// SPDX-License-Identifier: Apache-2.0
package io.tidemill.conformance;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.tidemill.Batching;
import io.tidemill.DStream;
import io.tidemill.GroupedStream;
import io.tidemill.Input;
import io.tidemill.OutputMode;
import io.tidemill.PlanException;
import io.tidemill.StreamingContext;
import io.tidemill.conformance.Batches.Batch;
import io.tidemill.testkit.CollectedStream;
import io.tidemill.testkit.StreamDriver;

import static io.tidemill.Durations.seconds;
import static io.tidemill.Functions.count;
import static io.tidemill.Functions.max;
import static io.tidemill.Functions.sum;
import static io.tidemill.Functions.windowEnd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// E2 and row 34: results that come before a window is over, and again when it changes.
@Timeout(240)
final class OutputModesTest {
    private static final long SEED = Long.getLong("tidemill.seed", 20_261_123);

    record Event(Instant at, String user, long size) {}

    record Result(Instant end, String user, long events, long total, long largest) {}

    record Revision(Instant end, String user, long events, long total, long largest, int change) {

        Result result() {
            return new Result(end, user, events, total, largest);
        }
    }

    record Running(String user, long events) {}

    private static <T> DStream<T> results(GroupedStream windows, Class<T> type) {
        return windows.agg(windowEnd().as("end"), count().as("events"), sum("size").as("total"),
                max("size").as("largest")).as(type);
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // an array of lists
    private static Batches<Event> events(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<List<Event>> batches = new ArrayList<>();
        for (int second = 1; second <= 25; second++) {
            List<Event> rows = new ArrayList<>();
            for (int i = random.nextInt(30); i > 0; i--) {
                long behind = random.nextInt(4) == 0 ? random.nextLong(8_000) : random.nextLong(900);
                rows.add(new Event(Instant.EPOCH.plusMillis(second * 1_000L - behind), "user-" + random.nextInt(5),
                        random.nextInt(1_000)));
            }
            batches.add(rows);
        }
        return Batches.of(Event.class, batches.toArray(new List[0]));
    }

    /// Tumbling windows of some seconds: what changed, each batch if early, else from the end of the window on.
    private static List<Batch<Result>> updates(Batches<Event> events, long delay, long length, long lateness,
            boolean isEarly) {
        List<Batch<Result>> updates = new ArrayList<>();
        Map<Long, Map<String, List<Event>>> windows = new TreeMap<>();
        Map<Long, TreeSet<String>> changed = new TreeMap<>();
        long watermark = Long.MIN_VALUE;
        for (List<Event> batch : events.batches()) {
            long newest = watermark;
            for (Event row : batch) {
                long at = row.at().toEpochMilli();
                long end = Math.floorDiv(at, length) * length + length;
                if (watermark == Long.MIN_VALUE || end + lateness > watermark) {
                    windows.computeIfAbsent(end, _ -> new HashMap<>())
                            .computeIfAbsent(row.user(), _ -> new ArrayList<>())
                            .add(row);
                    changed.computeIfAbsent(end, _ -> new TreeSet<>()).add(row.user());
                }
                newest = Math.max(newest, at - delay);
            }
            watermark = newest;
            List<Result> results = new ArrayList<>();
            for (Map.Entry<Long, TreeSet<String>> window : changed.entrySet()) {
                if (isEarly || window.getKey() <= watermark) {
                    Map<String, List<Event>> users = Objects.requireNonNull(windows.get(window.getKey()));
                    window.getValue()
                            .forEach(user -> results
                                    .add(result(window.getKey(), user, Objects.requireNonNull(users.get(user)))));
                    window.getValue().clear();
                }
            }
            updates.add(new Batch<>(updates.size() + 1, results));
        }
        return updates;
    }

    private static Result result(long end, String user, List<Event> rows) {
        return new Result(Instant.ofEpochMilli(end), user, rows.size(),
                rows.stream().mapToLong(Event::size).sum(), rows.stream().mapToLong(Event::size).max().orElseThrow());
    }

    private static <R> List<Batch<R>> sorted(List<Batch<R>> batches) {
        return batches.stream()
                .map(batch -> new Batch<>(batch.seconds(),
                        batch.rows().stream().sorted(Comparator.comparing(Object::toString)).toList()))
                .toList();
    }

    @Layouts
    void E2_allowedLatenessPutsOutAgainWhatLateRowsChange(Layout layout) throws InterruptedException {
        Batches<Event> events = events(SEED);
        assertThat(events.throughSorted(layout,
                rows -> results(rows.withEventTime("at", seconds(1))
                        .groupBy("user")
                        .window(seconds(3))
                        .allowedLateness(seconds(4)), Result.class)))
                .as("seed %d", SEED)
                .isEqualTo(sorted(updates(events, 1_000, 3_000, 4_000, false)));
    }

    @Layouts
    void E2_updatePutsOutWhatChangedInABatch(Layout layout) throws InterruptedException {
        Batches<Event> events = events(SEED + 1);
        assertThat(events.throughSorted(layout,
                rows -> results(rows.withEventTime("at", seconds(1))
                        .groupBy("user")
                        .window(seconds(3))
                        .outputMode(OutputMode.UPDATE), Result.class)))
                .as("seed %d", SEED + 1)
                .isEqualTo(sorted(updates(events, 1_000, 3_000, 0, true)));
    }

    @Layouts
    void E2_whatIsAddedLessWhatIsTakenBackIsWhatAppendPutsOut(Layout layout) throws InterruptedException {
        List<List<Event>> batches = new ArrayList<>(events(SEED + 2).batches());
        batches.add(List.of(new Event(Instant.EPOCH.plusSeconds(80), "last", 0)));
        @SuppressWarnings({"unchecked", "rawtypes"}) // an array of lists
        Batches<Event> events = Batches.of(Event.class, batches.toArray(new List[0]));
        List<Batch<Revision>> revisions = events.through(layout, rows -> results(rows.withEventTime("at", seconds(1))
                .groupBy("user")
                .window(seconds(6), seconds(2))
                .early(seconds(2))
                .retractions(), Revision.class));
        Map<Result, Integer> standing = new HashMap<>();
        for (Batch<Revision> batch : revisions) {
            for (Revision revision : batch.rows()) {
                assertThat(standing.merge(revision.result(), revision.change(), Integer::sum))
                        .as("seed %d: %s", SEED + 2, revision)
                        .isBetween(0, 1);
            }
        }
        assertThat(revisions.stream().flatMap(batch -> batch.rows().stream())).anyMatch(each -> each.change() < 0);
        standing.values().removeIf(times -> times == 0);
        standing.keySet().removeIf(result -> result.user().equals("last"));
        assertThat(events.through(layout,
                rows -> results(rows.withEventTime("at", seconds(1)).groupBy("user").window(seconds(6), seconds(2)),
                        Result.class))
                .stream()
                .flatMap(batch -> batch.rows().stream()))
                .containsExactlyInAnyOrderElementsOf(standing.keySet());
    }

    @Layouts
    void E2_aGlobalWindowGivesRunningResults(Layout layout) throws InterruptedException {
        Batches<Event> events = Batches.of(Event.class, users("a", "b", "a"), users(), users("b", "c"));
        assertThat(events.throughSorted(layout, rows -> rows.groupBy("user")
                .global()
                .outputMode(OutputMode.UPDATE)
                .agg(count().as("events"))
                .as(Running.class)))
                .containsExactly(Batch.at(1, new Running("a", 2), new Running("b", 1)), Batch.at(2),
                        Batch.at(3, new Running("b", 2), new Running("c", 1)));
        assertThat(events.throughSorted(layout, rows -> rows.groupBy("user")
                .global()
                .outputMode(OutputMode.COMPLETE)
                .agg(count().as("events"))
                .as(Running.class)))
                .containsExactly(Batch.at(1, new Running("a", 2), new Running("b", 1)),
                        Batch.at(2, new Running("a", 2), new Running("b", 1)),
                        Batch.at(3, new Running("a", 2), new Running("b", 2), new Running("c", 1)));
    }

    @Layouts
    void E2_aWindowOfBatchTimeHasEarlyResults(Layout layout) throws InterruptedException {
        Batches<Event> events = Batches.of(Event.class, users("a", "b"), users("a"), users("a"), users("c"), users(),
                users("a"));
        assertThat(events.throughSorted(layout, rows -> rows.groupBy("user")
                .window(seconds(4), seconds(4))
                .early(seconds(2))
                .agg(count().as("events"))
                .as(Running.class)))
                .containsExactly(Batch.at(1), Batch.at(2, new Running("a", 2), new Running("b", 1)), Batch.at(3),
                        Batch.at(4, new Running("a", 3), new Running("c", 1)), Batch.at(5),
                        Batch.at(6, new Running("a", 1)));
    }

    private static List<Event> users(String... names) {
        return List.of(names).stream().map(name -> new Event(Instant.EPOCH, name, 1)).toList();
    }

    @Test
    void E2_underNaturalBatchesEarlyResultsEndABatch() {
        try (StreamDriver driver = StreamDriver.of(StreamingContext.builder("natural"), Batching.natural())) {
            Input<Event> input = driver.context().input("events", Event.class);
            CollectedStream<Running> running = driver.collect(input.stream()
                    .groupBy("user")
                    .global()
                    .early(Duration.ofSeconds(2))
                    .agg(count().as("events"))
                    .as(Running.class));
            driver.start();
            driver.push(input, new Event(Instant.EPOCH, "a", 1));
            driver.advance(Duration.ofMillis(1_500));
            assertThat(running.rows()).isEmpty();
            driver.advance(Duration.ofMillis(500));
            assertThat(running.rows()).containsExactly(new Running("a", 1));
        }
    }

    @Test
    void E2_whatDoesNotGoTogetherIsRefusedByName() {
        try (StreamingContext ssc = StreamingContext.builder("modes").batching(Batching.every(seconds(1))).build()) {
            DStream<Event> events = ssc.input("events", Event.class).stream();
            GroupedStream batch = events.groupBy("user");
            GroupedStream timed = events.withEventTime("at", seconds(1)).groupBy("user").window(seconds(2));
            refused(batch.outputMode(OutputMode.UPDATE), "output mode UPDATE: a batch is a window of its own");
            refused(timed.outputMode(OutputMode.APPEND).early(seconds(1)), "in output mode append");
            refused(timed.outputMode(OutputMode.COMPLETE).retractions(), "nothing to retract");
            refused(timed.retractions(), "is put out once: there is nothing to retract");
            refused(timed.early(Duration.ofMillis(1_500)), "early results come at ticks");
            refused(events.withEventTime("at", seconds(1))
                    .groupBy("user")
                    .window(seconds(10_000), seconds(1))
                    .outputMode(OutputMode.UPDATE), "10,000 slides");
            assertThatThrownBy(() -> batch.window(seconds(1)).allowedLateness(seconds(1)))
                    .isInstanceOf(PlanException.class)
                    .hasMessageContaining("only windows of event time allow lateness");
            assertThatThrownBy(() -> timed.allowedLateness(seconds(-1))).isInstanceOf(PlanException.class)
                    .hasMessageContaining("negative");
            refused(timed.early(seconds(1)).agg(count().as("events")).groupBy("user"), "count each time");
            assertThat(timed.early(seconds(1)).retractions().agg(count()).groupBy("user").agg(sum("change")).explain())
                    .contains("what changed is put out every 1 s, what was put out is taken back first");
            assertThatThrownBy(() -> timed.early(seconds(1)).retractions().agg(count().as("change")))
                    .isInstanceOf(PlanException.class)
                    .hasMessageContaining("name the other one");
        }
    }

    private static void refused(GroupedStream groups, String message) {
        assertThatThrownBy(() -> groups.agg(count())).isInstanceOf(PlanException.class)
                .hasMessageContaining(message)
                .hasMessageContaining("OutputModesTest.java");
    }
}
