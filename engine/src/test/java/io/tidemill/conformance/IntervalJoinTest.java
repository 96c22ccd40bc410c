// SPDX-License-Identifier: Apache-2.0
package io.tidemill.conformance;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.tidemill.DStream;
import io.tidemill.JoinedStreams;
import io.tidemill.PlanException;
import io.tidemill.Row;
import io.tidemill.StreamingContext;

import static io.tidemill.Functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// E3: joins of rows whose event times are near, held against a loop over everything that ever came.
@Timeout(240)
final class IntervalJoinTest {
    private static final long SEED = Long.getLong("tidemill.seed", 20_261_123);
    private static final Duration DELAY = Duration.ofSeconds(3);
    private static final Duration BEFORE = Duration.ofSeconds(2);
    private static final Duration AFTER = Duration.ofSeconds(4);
    private static final int BATCHES = 12;

    record View(@Nullable String user, Instant seen, int page) {}

    record Click(@Nullable String user, Instant clicked, int target) {}

    private static final TwoStreams<View, Click> STREAMS = streams();

    private static TwoStreams<View, Click> streams() {
        SplittableRandom random = new SplittableRandom(SEED);
        List<List<View>> views = new ArrayList<>();
        List<List<Click>> clicks = new ArrayList<>();
        int page = 0;
        for (int batch = 0; batch < BATCHES; batch++) {
            List<View> viewed = new ArrayList<>();
            List<Click> clicked = new ArrayList<>();
            for (int i = random.nextInt(25); i > 0; i--) {
                viewed.add(new View(user(random), time(batch, random), page++));
            }
            for (int i = random.nextInt(25); i > 0; i--) {
                clicked.add(new Click(user(random), time(batch, random), page++));
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
        return Instant.ofEpochMilli(100_000 + batch * 2_000L - random.nextInt(random.nextInt(8) == 0 ? 9_000 : 3_000));
    }

    /// All rows that came, and what was said of them.
    private static final class Reference {
        private final boolean onlyForward;
        private final List<View> views = new ArrayList<>();
        private final List<Click> clicks = new ArrayList<>();
        private final List<Object> matched = new ArrayList<>();
        private final List<Object> over = new ArrayList<>();
        private Instant watermark = Instant.MIN;
        private @Nullable Instant newestView;
        private @Nullable Instant newestClick;

        /// @param onlyForward whether a click must have a higher number than the view besides
        Reference(boolean onlyForward) {
            this.onlyForward = onlyForward;
        }

        List<String> batch(List<View> viewed, List<Click> clicked, boolean left, boolean right) {
            List<String> rows = new ArrayList<>();
            List<View> newViews = viewed.stream().filter(view -> !view.seen().isBefore(watermark)).toList();
            List<Click> newClicks = clicked.stream().filter(click -> !click.clicked().isBefore(watermark)).toList();
            views.addAll(newViews);
            clicks.addAll(newClicks);
            for (View view : views) {
                for (Click click : clicks) {
                    boolean isNew = newViews.contains(view) || newClicks.contains(click);
                    if (isNew && matches(view, click)) {
                        rows.add(pair(view, click));
                        matched.add(view);
                        matched.add(click);
                    }
                }
            }
            advance(viewed, clicked);
            for (View view : views) {
                if (view.seen().plus(AFTER).isBefore(watermark) && !over.contains(view)) {
                    over.add(view);
                    if (left && !matched.contains(view)) {
                        rows.add(pair(view, null));
                    }
                }
            }
            for (Click click : clicks) {
                if (click.clicked().plus(BEFORE).isBefore(watermark) && !over.contains(click)) {
                    over.add(click);
                    if (right && !matched.contains(click)) {
                        rows.add(pair(null, click));
                    }
                }
            }
            return rows.stream().sorted().toList();
        }

        private boolean matches(View view, Click click) {
            return view.user() != null && view.user().equals(click.user())
                    && !click.clicked().isBefore(view.seen().minus(BEFORE))
                    && !click.clicked().isAfter(view.seen().plus(AFTER))
                    && (!onlyForward || click.target() > view.page());
        }

        private void advance(List<View> viewed, List<Click> clicked) {
            for (View view : viewed) {
                newestView = newestView == null || view.seen().isAfter(newestView) ? view.seen() : newestView;
            }
            for (Click click : clicked) {
                newestClick = newestClick == null || click.clicked().isAfter(newestClick)
                        ? click.clicked()
                        : newestClick;
            }
            if (newestView != null && newestClick != null) {
                Instant behind = newestView.isBefore(newestClick) ? newestView : newestClick;
                watermark = behind.minus(DELAY);
            }
        }

        private static String pair(@Nullable View view, @Nullable Click click) {
            return "%s %s %s %s".formatted(view == null ? null : view.user(), view == null ? null : view.page(),
                    click == null ? null : click.user(), click == null ? null : click.target());
        }
    }

    private static List<List<String>> naive(boolean onlyForward, boolean left, boolean right) {
        Reference reference = new Reference(onlyForward);
        List<List<String>> batches = new ArrayList<>();
        for (int i = 0; i < BATCHES; i++) {
            batches.add(reference.batch(STREAMS.first().get(i), STREAMS.second().get(i), left, right));
        }
        return batches;
    }

    private static JoinedStreams near(DStream<View> views, DStream<Click> clicks) {
        return views.withEventTime("seen", DELAY)
                .join(clicks.withEventTime("clicked", DELAY)
                        .select(col("user").as("clicker"), col("clicked"), col("target")))
                .on(col("user"), col("clicker"))
                .within(BEFORE, AFTER);
    }

    private static List<List<String>> joined(Layout layout, Function<JoinedStreams, DStream<Row>> type)
            throws InterruptedException {
        return STREAMS
                .through(layout,
                        (views, clicks) -> type.apply(near(views, clicks)).select("user", "page", "clicker", "target"))
                .stream()
                .map(rows -> rows.stream()
                        .map(row -> "%s %s %s %s".formatted(row.valueAt(0), row.valueAt(1), row.valueAt(2),
                                row.valueAt(3)))
                        .sorted()
                        .toList())
                .toList();
    }

    @Layouts
    void E3_joinsRowsThatAreNearInEventTime(Layout layout) throws InterruptedException {
        assertThat(joined(layout, JoinedStreams::inner)).isEqualTo(naive(false, false, false));
    }

    @Layouts
    void E3_givesRowsWithoutAMatchWhenNoneCanCome(Layout layout) throws InterruptedException {
        assertThat(joined(layout, JoinedStreams::left)).isEqualTo(naive(false, true, false));
        assertThat(joined(layout, JoinedStreams::right)).isEqualTo(naive(false, false, true));
        assertThat(joined(layout, JoinedStreams::full)).isEqualTo(naive(false, true, true));
    }

    @Layouts
    void judgesAConditionBesides(Layout layout) throws InterruptedException {
        assertThat(joined(layout, joined -> joined.and(col("target").gt(col("page"))).full()))
                .isEqualTo(naive(true, true, true));
    }

    @Layouts
    void givesLeftRowsOnceForHavingAMatchOrNone(Layout layout) throws InterruptedException {
        List<String> semi = new ArrayList<>();
        List<String> anti = new ArrayList<>();
        STREAMS.through(layout, (views, clicks) -> near(views, clicks).semi())
                .forEach(rows -> rows.forEach(row -> semi.add(String.valueOf(row.valueAt(2)))));
        STREAMS.through(layout, (views, clicks) -> near(views, clicks).anti())
                .forEach(rows -> rows.forEach(row -> anti.add(String.valueOf(row.valueAt(2)))));
        List<String> expectedAnti = naive(false, true, false).stream()
                .flatMap(List::stream)
                .filter(row -> row.endsWith("null null"))
                .map(IntervalJoinTest::page)
                .toList();
        assertThat(anti).containsExactlyInAnyOrderElementsOf(expectedAnti);
        assertThat(semi).containsExactlyInAnyOrderElementsOf(naive(false, false, false).stream()
                .flatMap(List::stream)
                .map(IntervalJoinTest::page)
                .distinct()
                .toList());
    }

    private static String page(String row) {
        String[] words = row.split(" ");
        return words[words.length - (row.endsWith("null null") ? 3 : 4)];
    }

    @Layouts
    void aTimeWhereTimesBeginLetsNoOtherRowGo(Layout layout) throws InterruptedException {
        List<List<View>> views = new ArrayList<>();
        List<List<Click>> clicks = new ArrayList<>();
        Instant first = Instant.EPOCH.plus(Long.MIN_VALUE + 1_000_000, ChronoUnit.MICROS);
        for (int second : new int[]{0, 10, 20, 30}) {
            Instant at = Instant.ofEpochSecond(second);
            views.add(List.of(new View("u", at, second)));
            clicks.add(List.of(new Click("v", second == 0 ? first : at, second)));
        }
        List<List<String>> given = new TwoStreams<>(View.class, views, Click.class, clicks)
                .through(layout, (left, right) -> near(left, right).left().select("page"))
                .stream()
                .map(rows -> rows.stream().map(row -> String.valueOf(row.valueAt(0))).toList())
                .toList();
        assertThat(given).containsExactly(List.of(), List.of("0"), List.of("10"), List.of("20"));
    }

    @Test
    void explainTellsTheInterval() {
        try (StreamingContext ssc = StreamingContext.builder("explained").build()) {
            assertThat(near(ssc.input("views", View.class).stream(), ssc.input("clicks", Click.class).stream()).inner()
                    .explain()).contains("inner join on [user] = [clicker], right rows 2 s before to 4 s behind");
        }
    }

    @Test
    void aStreamWithoutEventTimeIsRefused() {
        try (StreamingContext ssc = StreamingContext.builder("wrong").build()) {
            DStream<View> views = ssc.input("views", View.class).stream();
            DStream<Click> clicks = ssc.input("clicks", Click.class).stream();
            assertThatThrownBy(
                    () -> views.withEventTime("seen", DELAY).join(clicks).on("user").within(BEFORE, AFTER).inner())
                    .isInstanceOf(PlanException.class)
                    .hasMessageContaining("clicks has none")
                    .hasMessageContaining("withEventTime");
            assertThatThrownBy(() -> near(views, clicks).within(AFTER.negated(), AFTER).inner())
                    .isInstanceOf(PlanException.class)
                    .hasMessageContaining("not to be negative");
        }
    }
}
