// SPDX-License-Identifier: Apache-2.0
package io.tidemill.conformance;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.LongStream;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.tidemill.DStream;
import io.tidemill.Durations;
import io.tidemill.JoinedStreams;
import io.tidemill.PlanException;
import io.tidemill.Row;
import io.tidemill.StreamingContext;
import io.tidemill.plan.JoinType;

import static io.tidemill.Functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// E4: joins of windows of event time, held against loops over the rows of each window.
@Timeout(240)
final class WindowJoinTest {
    private static final long SEED = Long.getLong("tidemill.seed", 20_261_123);
    private static final Duration DELAY = Durations.seconds(3);
    private static final int BATCHES = 12;

    record View(@Nullable String user, Instant seen, int page) {}

    record Click(@Nullable String clicker, Instant clicked, int target) {}

    /// @param latenessSeconds how long a window waits behind the watermark
    record Windows(int lengthSeconds, int slideSeconds, int latenessSeconds) {

        /// The starts of those that a time is in, in milliseconds.
        LongStream starts(Instant time) {
            long last = Math.floorDiv(time.toEpochMilli(), slideSeconds * 1_000L) * slideSeconds * 1_000L;
            return LongStream.iterate(last, start -> start > time.toEpochMilli() - lengthSeconds * 1_000L,
                    start -> start - slideSeconds * 1_000L);
        }

        boolean isClosed(long start, long watermark) {
            return start + (lengthSeconds + latenessSeconds) * 1_000L <= watermark;
        }

        boolean isLate(Instant time, long watermark) {
            return starts(time).allMatch(start -> isClosed(start, watermark));
        }

        JoinedStreams of(JoinedStreams joined) {
            JoinedStreams windows = joined.window(Durations.seconds(lengthSeconds), Durations.seconds(slideSeconds));
            return latenessSeconds == 0 ? windows : windows.allowedLateness(Durations.seconds(latenessSeconds));
        }
    }

    private static final Windows TUMBLING = new Windows(4, 4, 0);
    private static final Windows SLIDING = new Windows(6, 2, 0);
    private static final Windows LENIENT = new Windows(4, 2, 3);

    private static final TwoStreams<View, Click> STREAMS = streams();

    private static TwoStreams<View, Click> streams() {
        SplittableRandom random = new SplittableRandom(SEED);
        List<List<View>> views = new ArrayList<>();
        List<List<Click>> clicks = new ArrayList<>();
        int number = 0;
        for (int batch = 0; batch < BATCHES; batch++) {
            List<View> viewed = new ArrayList<>();
            List<Click> clicked = new ArrayList<>();
            for (int i = random.nextInt(20); i > 0; i--) {
                viewed.add(new View(user(random), time(batch, random), number++));
            }
            for (int i = random.nextInt(20); i > 0; i--) {
                clicked.add(new Click(user(random), time(batch, random), number++));
            }
            views.add(viewed);
            clicks.add(clicked);
        }
        return new TwoStreams<>(View.class, views, Click.class, clicks);
    }

    private static @Nullable String user(SplittableRandom random) {
        return random.nextInt(10) == 0 ? null : "user " + random.nextInt(6);
    }

    /// Mostly within the delay, sometimes late.
    private static Instant time(int batch, SplittableRandom random) {
        return Instant
                .ofEpochMilli(100_000 + batch * 2_000L - random.nextInt(random.nextInt(6) == 0 ? 24_000 : 3_000));
    }

    /// All rows that came, and how far time has come.
    private static final class Reference {
        private final Windows windows;
        private final JoinType type;
        private final boolean onlyForward;
        private final List<View> views = new ArrayList<>();
        private final List<Click> clicks = new ArrayList<>();
        private final List<String> late = new ArrayList<>();
        private long newestView = Long.MIN_VALUE;
        private long newestClick = Long.MIN_VALUE;
        private long watermark = Long.MIN_VALUE;

        /// @param onlyForward whether a click must have a higher number than the view besides
        Reference(Windows windows, JoinType type, boolean onlyForward) {
            this.windows = windows;
            this.type = type;
            this.onlyForward = onlyForward;
        }

        List<String> batch(List<View> viewed, List<Click> clicked) {
            long before = watermark;
            for (View view : viewed) {
                newestView = Math.max(newestView, view.seen().toEpochMilli());
                if (windows.isLate(view.seen(), before)) {
                    late.add("view " + view.page());
                } else {
                    views.add(view);
                }
            }
            for (Click click : clicked) {
                newestClick = Math.max(newestClick, click.clicked().toEpochMilli());
                if (windows.isLate(click.clicked(), before)) {
                    late.add("click " + click.target());
                } else {
                    clicks.add(click);
                }
            }
            long behind = Math.min(newestView, newestClick);
            watermark = behind == Long.MIN_VALUE ? behind : Math.max(before, behind - DELAY.toMillis());
            List<String> rows = new ArrayList<>();
            LongStream.concat(views.stream().flatMapToLong(view -> windows.starts(view.seen())),
                    clicks.stream().flatMapToLong(click -> windows.starts(click.clicked())))
                    .distinct()
                    .filter(start -> !windows.isClosed(start, before) && windows.isClosed(start, watermark))
                    .forEach(start -> join(start, rows));
            return rows.stream().sorted().toList();
        }

        private void join(long start, List<String> rows) {
            List<View> left = views.stream()
                    .filter(view -> windows.starts(view.seen()).anyMatch(one -> one == start))
                    .toList();
            List<Click> right = clicks.stream()
                    .filter(click -> windows.starts(click.clicked()).anyMatch(one -> one == start))
                    .toList();
            for (View view : left) {
                List<Click> matches = right.stream().filter(click -> matches(view, click)).toList();
                if (type.givesPairs()) {
                    matches.forEach(click -> rows.add(pair(view, click)));
                }
                if (matches.isEmpty() ? type.keepsLeft() : type == JoinType.SEMI) {
                    rows.add(pair(view, null));
                }
            }
            for (Click click : right) {
                if (type.keepsRight() && left.stream().noneMatch(view -> matches(view, click))) {
                    rows.add(pair(null, click));
                }
            }
        }

        private boolean matches(View view, Click click) {
            return view.user() != null && view.user().equals(click.clicker())
                    && (!onlyForward || click.target() > view.page());
        }

        private static String pair(@Nullable View view, @Nullable Click click) {
            return "%s %s %s %s".formatted(view == null ? null : view.user(), view == null ? null : view.page(),
                    click == null ? null : click.clicker(), click == null ? null : click.target());
        }
    }

    private static List<List<String>> naive(Windows windows, JoinType type, boolean onlyForward) {
        Reference reference = new Reference(windows, type, onlyForward);
        List<List<String>> batches = new ArrayList<>();
        for (int i = 0; i < BATCHES; i++) {
            batches.add(reference.batch(STREAMS.first().get(i), STREAMS.second().get(i)));
        }
        assertThat(batches).as("seed %d", SEED).anyMatch(batch -> !batch.isEmpty());
        return batches;
    }

    private static JoinedStreams inTime(DStream<View> views, DStream<Click> clicks) {
        return views.withEventTime("seen", DELAY)
                .join(clicks.withEventTime("clicked", DELAY))
                .on(col("user"), col("clicker"));
    }

    private static List<List<String>> joined(Layout layout, Windows windows,
            Function<JoinedStreams, DStream<Row>> type) throws InterruptedException {
        return STREAMS.through(layout, (views, clicks) -> type.apply(windows.of(inTime(views, clicks))))
                .stream()
                .map(rows -> rows.stream().map(WindowJoinTest::text).sorted().toList())
                .toList();
    }

    private static String text(Row row) {
        boolean isPair = row.schema().size() > 3;
        return "%s %s %s %s".formatted(row.valueAt(0), row.valueAt(2), isPair ? row.valueAt(3) : null,
                isPair ? row.valueAt(5) : null);
    }

    @Layouts
    void E4_joinsRowsOfTheSameWindowOnce(Layout layout) throws InterruptedException {
        assertThat(joined(layout, TUMBLING, JoinedStreams::inner)).isEqualTo(naive(TUMBLING, JoinType.INNER, false));
        assertThat(joined(layout, TUMBLING, JoinedStreams::full)).isEqualTo(naive(TUMBLING, JoinType.FULL, false));
    }

    @Layouts
    void E4_joinsRowsInEachWindowThatSlides(Layout layout) throws InterruptedException {
        assertThat(joined(layout, SLIDING, JoinedStreams::left)).isEqualTo(naive(SLIDING, JoinType.LEFT, false));
        assertThat(joined(layout, SLIDING, JoinedStreams::right)).isEqualTo(naive(SLIDING, JoinType.RIGHT, false));
        assertThat(joined(layout, SLIDING, JoinedStreams::semi)).isEqualTo(naive(SLIDING, JoinType.SEMI, false));
        assertThat(joined(layout, SLIDING, JoinedStreams::anti)).isEqualTo(naive(SLIDING, JoinType.ANTI, false));
    }

    @Layouts
    void judgesAConditionBesides(Layout layout) throws InterruptedException {
        assertThat(joined(layout, SLIDING, joined -> joined.and(col("target").gt(col("page"))).full()))
                .isEqualTo(naive(SLIDING, JoinType.FULL, true));
    }

    @Layouts
    void waitsForRowsThatMayBeLate(Layout layout) throws InterruptedException {
        assertThat(joined(layout, LENIENT, JoinedStreams::full)).isEqualTo(naive(LENIENT, JoinType.FULL, false));
    }

    @Layouts
    void lateRowsAreTheRowsThatNoWindowTook(Layout layout) throws InterruptedException {
        for (Windows windows : List.of(TUMBLING, LENIENT)) {
            Reference reference = new Reference(windows, JoinType.INNER, false);
            for (int i = 0; i < BATCHES; i++) {
                reference.batch(STREAMS.first().get(i), STREAMS.second().get(i));
            }
            List<String> late = new ArrayList<>();
            STREAMS.through(layout, (views, clicks) -> windows.of(inTime(views, clicks)).lateLeft())
                    .forEach(rows -> rows.forEach(row -> late.add("view " + row.valueAt(2))));
            STREAMS.through(layout, (views, clicks) -> windows.of(inTime(views, clicks)).lateRight())
                    .forEach(rows -> rows.forEach(row -> late.add("click " + row.valueAt(2))));
            assertThat(late).as("seed %d", SEED).isNotEmpty().containsExactlyInAnyOrderElementsOf(reference.late);
        }
    }

    @Test
    void explainTellsTheWindow() {
        try (StreamingContext ssc = StreamingContext.builder("explained").build()) {
            JoinedStreams windows = LENIENT.of(inTime(ssc.input("views", View.class).stream(),
                    ssc.input("clicks", Click.class).stream()));
            assertThat(windows.left().explain()).contains(
                    "left join on [user] = [clicker], within each event-time window of 4 s sliding by 2 s, late rows count for 3 s");
            assertThat(windows.lateRight().explain())
                    .contains("rows that are late for each event-time window of 4 s sliding by 2 s")
                    .contains("of a join");
        }
    }

    @Test
    void whatHasNoCommonWindowOfEventTimeIsRefused() {
        try (StreamingContext ssc = StreamingContext.builder("wrong").build()) {
            DStream<View> views = ssc.input("views", View.class).stream();
            DStream<Click> clicks = ssc.input("clicks", Click.class).stream();
            Duration second = Durations.seconds(1);
            assertRefused(views.withEventTime("seen", DELAY)
                    .join(clicks)
                    .on(col("user"), col("clicker"))
                    .window(second)::inner, "clicks has none", "withEventTime");
            assertRefused(inTime(views, clicks).window(Durations.millis(1_500), second)::inner,
                    "the window of 1500 ms is no multiple of the slide 1 s");
            assertRefused(inTime(views, clicks).window(second).allowedLateness(second.negated())::inner, "negative");
            assertRefused(() -> inTime(views, clicks).allowedLateness(second),
                    "call window(...) before allowedLateness");
            assertRefused(() -> inTime(views, clicks).lateLeft(), "call window(...) before lateLeft");
            assertRefused(() -> inTime(views, clicks).within(second, second).window(second), "not by two of them");
            DStream<View> windowed = views.withEventTime("seen", DELAY).window(second, second);
            assertRefused(windowed.join(clicks.withEventTime("clicked", DELAY).window(second, second))
                    .on(col("user"), col("clicker"))
                    .window(second)::inner, "speaks every 1 s, by a window of batch time");
            assertRefused(() -> views.join(clicks.asTable()).on("user").window(second),
                    "a table has no event time");
        }
    }

    private static void assertRefused(ThrowingCallable planning, String... words) {
        assertThatThrownBy(planning).isInstanceOf(PlanException.class).hasMessageContainingAll(words);
    }
}
