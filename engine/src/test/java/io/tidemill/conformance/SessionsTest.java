// SPDX-License-Identifier: Apache-2.0
package io.tidemill.conformance;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.tidemill.Batching;
import io.tidemill.DStream;
import io.tidemill.Durations;
import io.tidemill.Functions;
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
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// E1 and row 33: windows of sessions, held against a reference that sorts all rows of a key at each batch.
@Timeout(240)
final class SessionsTest {
    private static final long SEED = Long.getLong("tidemill.seed", 20_261_123);

    record Click(Instant at, String user, long weight) {}

    record Session(Instant start, Instant end, String user, long clicks, long weight, long heaviest) {}

    record All(Instant start, Instant end, long clicks) {}

    private static DStream<Session> sessions(GroupedStream windows) {
        return windows.agg(Functions.windowStart().as("start"), Functions.windowEnd().as("end"),
                count().as("clicks"), sum("weight").as("weight"), max("weight").as("heaviest")).as(Session.class);
    }

    private static Click click(long millis, String user) {
        return new Click(Instant.ofEpochMilli(millis), user, 1);
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // an array of lists
    private static Batches<Click> clicks(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<List<Click>> batches = new ArrayList<>();
        for (int second = 1; second <= 40; second++) {
            List<Click> rows = new ArrayList<>();
            for (int i = random.nextInt(3) == 0 ? 0 : random.nextInt(12); i > 0; i--) {
                long behind = random.nextInt(4) == 0 ? random.nextLong(6_000) : random.nextLong(900);
                rows.add(new Click(Instant.ofEpochMilli(second * 1_000L - behind), "user-" + random.nextInt(6),
                        random.nextInt(1_000)));
            }
            batches.add(rows);
        }
        return Batches.of(Click.class, batches.toArray(new List[0]));
    }

    /// What each batch closes; with `late`, what each batch brings too late.
    private static List<Batch<Session>> expected(Batches<Click> clicks, long delay, long gap,
            List<Batch<Click>> late) {
        List<Batch<Session>> sessions = new ArrayList<>();
        Map<String, List<Click>> open = new TreeMap<>();
        long watermark = Long.MIN_VALUE;
        for (List<Click> batch : clicks.batches()) {
            long newest = watermark;
            List<Click> tooLate = new ArrayList<>();
            for (Click row : batch) {
                long at = row.at().toEpochMilli();
                if (watermark != Long.MIN_VALUE && at + gap <= watermark) {
                    tooLate.add(row);
                } else {
                    open.computeIfAbsent(row.user(), _ -> new ArrayList<>()).add(row);
                }
                newest = Math.max(newest, at - delay);
            }
            watermark = newest;
            List<Session> closed = new ArrayList<>();
            for (List<Click> rows : open.values()) {
                close(rows, gap, watermark, closed);
            }
            late.add(new Batch<>(late.size() + 1, tooLate));
            sessions.add(new Batch<>(sessions.size() + 1, closed));
        }
        return sessions;
    }

    private static void close(List<Click> rows, long gap, long watermark, List<Session> closed) {
        rows.sort(Comparator.comparing(Click::at));
        List<Click> session = new ArrayList<>();
        List<Click> left = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            session.add(rows.get(i));
            long end = rows.get(i).at().toEpochMilli() + gap;
            if (i + 1 == rows.size() || rows.get(i + 1).at().toEpochMilli() > end) {
                if (end <= watermark) {
                    closed.add(new Session(session.getFirst().at(), Instant.ofEpochMilli(end),
                            session.getFirst().user(), session.size(),
                            session.stream().mapToLong(Click::weight).sum(),
                            session.stream().mapToLong(Click::weight).max().orElseThrow()));
                } else {
                    left.addAll(session);
                }
                session.clear();
            }
        }
        rows.clear();
        rows.addAll(left);
    }

    private static <R> List<Batch<R>> sorted(List<Batch<R>> batches) {
        return batches.stream()
                .map(batch -> new Batch<>(batch.seconds(),
                        batch.rows().stream().sorted(Comparator.comparing(Object::toString)).toList()))
                .toList();
    }

    @Layouts
    void E1_sessionsEndAGapAfterTheirLastRow(Layout layout) throws InterruptedException {
        for (long gap : new long[]{700, 2_000}) {
            Batches<Click> clicks = clicks(SEED + gap);
            List<Batch<Click>> late = new ArrayList<>();
            List<Batch<Session>> expected = expected(clicks, 1_000, gap, late);
            assertThat(clicks.throughSorted(layout,
                    rows -> sessions(rows.withEventTime("at", seconds(1))
                            .groupBy("user")
                            .sessionWindow(Durations.millis(gap)))))
                    .as("seed %d, gap of %d ms", SEED + gap, gap)
                    .isEqualTo(sorted(expected))
                    .anyMatch(batch -> batch.rows().size() > 1);
            assertThat(clicks.through(layout, rows -> rows.withEventTime("at", seconds(1))
                    .groupBy("user")
                    .sessionWindow(Durations.millis(gap))
                    .lateRows()
                    .as(Click.class)))
                    .as("late rows, seed %d, gap of %d ms", SEED + gap, gap)
                    .isEqualTo(late)
                    .anyMatch(batch -> !batch.rows().isEmpty());
        }
    }

    /// Of aggregates that keep more of a group than a number: sets of values, and rows.
    record Kept(Instant start, Instant end, String user, long different, @Nullable Long first,
            @Nullable Long last, @Nullable Long earliest) {}

    @Layouts
    void E1_whateverIsKeptOfSessionsComesTogether(Layout layout) throws InterruptedException {
        Batches<Click> clicks = clicks(SEED + 9);
        List<Batch<Click>> late = new ArrayList<>();
        List<Kept> expected = expected(clicks, 3_000, 2_500, late).stream()
                .flatMap(batch -> batch.rows().stream())
                .map(session -> kept(session, clicks, late))
                .toList();
        assertThat(clicks.through(layout, rows -> rows.withEventTime("at", seconds(3))
                .groupBy("user")
                .sessionWindow(Durations.millis(2_500))
                .agg(Functions.windowStart().as("start"), Functions.windowEnd().as("end"),
                        Functions.countDistinct("weight").as("different"), Functions.first("weight").as("first"),
                        Functions.last("weight").as("last"),
                        Functions.minBy(Functions.col("weight"), Functions.col("at")).as("earliest"))
                .as(Kept.class))
                .stream()
                .flatMap(batch -> batch.rows().stream()))
                .as("seed %d", SEED + 9)
                .containsExactlyInAnyOrderElementsOf(expected)
                .hasSizeGreaterThan(10);
    }

    private static Kept kept(Session session, Batches<Click> clicks, List<Batch<Click>> late) {
        List<Click> rows = new ArrayList<>();
        for (int batch = 0; batch < clicks.batches().size(); batch++) {
            List<Click> inTime = new ArrayList<>(clicks.batches().get(batch));
            late.get(batch).rows().forEach(inTime::remove);
            inTime.stream()
                    .filter(row -> row.user().equals(session.user()) && !row.at().isBefore(session.start())
                            && row.at().isBefore(session.end()))
                    .forEach(rows::add);
        }
        return new Kept(session.start(), session.end(), session.user(),
                rows.stream().map(Click::weight).distinct().count(), rows.getFirst().weight(),
                rows.getLast().weight(),
                rows.stream().min(Comparator.comparing(Click::at)).orElseThrow().weight());
    }

    @Layouts
    void E1_aRowBetweenTwoSessionsMakesOneOfThem(Layout layout) throws InterruptedException {
        Batches<Click> clicks = Batches.of(Click.class, List.of(click(100, "a"), click(1_900, "a"), click(900, "b")),
                List.of(click(1_000, "a")), List.of(click(9_000, "c")));
        assertThat(clicks.throughSorted(layout,
                rows -> sessions(rows.withEventTime("at", seconds(2)).groupBy("user").sessionWindow(seconds(1)))))
                .containsExactly(Batch.at(1), Batch.at(2),
                        Batch.at(3, new Session(Instant.ofEpochMilli(100), Instant.ofEpochMilli(2_900), "a", 3, 3, 1),
                                new Session(Instant.ofEpochMilli(900), Instant.ofEpochMilli(1_900), "b", 1, 1, 1)));
    }

    @Layouts
    void E1_sessionsOfAllRowsAreCutWhereTheyWouldBeTooLong(Layout layout) throws InterruptedException {
        List<Click> rows = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            rows.add(click(500 + 250L * i, "user-" + i));
        }
        Batches<Click> clicks = Batches.of(Click.class, rows, List.of(click(60_000, "last")));
        assertThat(clicks.through(layout,
                stream -> stream.withEventTime("at", seconds(0))
                        .groupBy()
                        .sessionWindow(seconds(1), seconds(3))
                        .agg(Functions.windowStart().as("start"), Functions.windowEnd().as("end"),
                                count().as("clicks"))
                        .as(All.class))
                .stream()
                .flatMap(batch -> batch.rows().stream()))
                .containsExactly(new All(Instant.ofEpochMilli(500), Instant.ofEpochMilli(3_000), 10),
                        new All(Instant.ofEpochMilli(3_000), Instant.ofEpochMilli(6_000), 12),
                        new All(Instant.ofEpochMilli(6_000), Instant.ofEpochMilli(8_750), 8));
    }

    @Test
    void E1_aTimeFarAheadIsLeftOutOfSessions() {
        try (StreamDriver driver = StreamDriver.every(seconds(1))) {
            Input<Click> input = driver.context().input("clicks", Click.class);
            CollectedStream<Session> sessions = driver.collect(sessions(
                    input.stream().withEventTime("at", seconds(0)).groupBy("user").sessionWindow(seconds(5))));
            driver.start();
            driver.push(input, click(1_000, "a"), new Click(Instant.EPOCH.plus(Duration.ofDays(9_999)), "a", 1));
            driver.advance(seconds(1));
            driver.push(input, click(2_000, "a"));
            driver.advance(seconds(1));
            assertThat(driver.context()
                    .metrics()
                    .entrySet()
                    .stream()
                    .filter(entry -> entry.getKey().startsWith("tidemill_operator_rows_ahead_total"))
                    .mapToLong(Map.Entry::getValue)
                    .sum()).isEqualTo(1);
            driver.end();
            assertThat(sessions.rows()).containsExactly(
                    new Session(Instant.ofEpochMilli(1_000), Instant.ofEpochMilli(7_000), "a", 2, 2, 1));
        }
    }

    @Test
    void E1_moreSessionsThanFitAreRefusedByName() {
        try (StreamDriver driver = StreamDriver.of(StreamingContext.builder("full")
                .memoryBudget(24 << 20)
                .blockRows(1_024), Batching.every(seconds(1)))) {
            Input<Click> input = driver.context().input("clicks", Click.class);
            driver.collect(sessions(
                    input.stream().withEventTime("at", seconds(0)).groupBy("user").sessionWindow(seconds(9_000))));
            driver.start();
            assertThatThrownBy(() -> {
                for (int user = 0; user < 1_000_000; user++) {
                    driver.push(input, click(1_000, "user " + user));
                    if (user % 10_000 == 0) {
                        driver.advance(seconds(1));
                    }
                }
            }).hasStackTraceContaining("clicks/agg")
                    .hasStackTraceContaining("raise the memory budget")
                    .hasStackTraceContaining("open sessions");
        }
    }

    @Test
    void E1_whatSessionsCannotDoIsRefusedByName() {
        try (StreamingContext ssc = StreamingContext.builder("sessions").build()) {
            DStream<Click> clicks = ssc.input("clicks", Click.class).stream();
            GroupedStream timed = clicks.withEventTime("at", seconds(1)).groupBy("user");
            assertThatThrownBy(() -> clicks.groupBy("user").sessionWindow(seconds(1)))
                    .isInstanceOf(PlanException.class)
                    .hasMessageContaining("sessions go by the rows' own time");
            assertThatThrownBy(() -> timed.sessionWindow(seconds(0))).isInstanceOf(PlanException.class)
                    .hasMessageContaining("a session needs a gap above 0");
            assertThatThrownBy(() -> timed.sessionWindow(seconds(1), seconds(0))).isInstanceOf(PlanException.class)
                    .hasMessageContaining("longer than");
            assertThatThrownBy(() -> timed.sessionWindow(seconds(1)).allowedLateness(seconds(1)))
                    .isInstanceOf(PlanException.class)
                    .hasMessageContaining("allows no lateness");
            assertThatThrownBy(() -> timed.sessionWindow(seconds(1)).outputMode(OutputMode.UPDATE).agg(count()))
                    .isInstanceOf(PlanException.class)
                    .hasMessageContaining("is put out once, when it is over");
            assertThat(timed.sessionWindow(seconds(1), seconds(60)).agg(count()).explain())
                    .contains("session with gaps of less than 1 s, cut at each 60 s");
        }
    }
}
