// SPDX-License-Identifier: Apache-2.0
package io.tidemill.conformance;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.tidemill.DStream;
import io.tidemill.Durations;
import io.tidemill.Fill;
import io.tidemill.Functions;
import io.tidemill.GroupedStream;
import io.tidemill.OutputMode;
import io.tidemill.PlanException;
import io.tidemill.StreamingContext;

import static io.tidemill.Durations.seconds;
import static io.tidemill.Functions.count;
import static io.tidemill.Functions.max;
import static io.tidemill.Functions.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// Row 38: samples by interval, with what stands for intervals without rows.
@Timeout(240)
final class SampleByTest {
    private static final long SEED = Long.getLong("tidemill.seed", 20_261_123);
    private static final long MOST = 6; // intervals that are filled

    record Tick(Instant at, String symbol, long price) {}

    record Sample(Instant start, String symbol, @Nullable Long ticks, @Nullable Long price) {}

    @SuppressWarnings({"unchecked", "rawtypes"}) // an array of lists
    private static Batches<Tick> ticks(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<List<Tick>> batches = new ArrayList<>();
        for (int second = 1; second <= 40; second++) {
            List<Tick> rows = new ArrayList<>();
            for (int i = random.nextInt(3) == 0 ? 0 : random.nextInt(3); i > 0; i--) {
                rows.add(new Tick(Instant.ofEpochMilli(second * 1_000L - random.nextLong(900)),
                        "symbol-" + random.nextInt(4), random.nextInt(1_000)));
            }
            batches.add(rows);
        }
        batches.add(List.of(new Tick(Instant.ofEpochSecond(42), "last", 0)));
        return Batches.of(Tick.class, batches.toArray(new List[0]));
    }

    private static DStream<Sample> samples(GroupedStream groups, Fill... fills) {
        return groups.fill(seconds(MOST), fills)
                .agg(Functions.windowStart().as("start"), count().as("ticks"), max("price").as("price"))
                .as(Sample.class);
    }

    /// What all rows come to by second, and what fills the gaps of each symbol up to second 42, which is over when the stream has ended.
    private static List<Sample> expected(Batches<Tick> ticks, boolean isLinear) {
        Map<String, TreeMap<Long, List<Tick>>> symbols = new TreeMap<>();
        ticks.batches()
                .stream()
                .flatMap(List::stream)
                .forEach(tick -> symbols
                        .computeIfAbsent(tick.symbol(), _ -> new TreeMap<>())
                        .computeIfAbsent(tick.at().getEpochSecond(), _ -> new ArrayList<>())
                        .add(tick));
        List<Sample> samples = new ArrayList<>();
        symbols.remove("last");
        symbols.forEach((symbol, intervals) -> intervals.forEach((second, rows) -> {
            Sample sample = sample(second, symbol, rows);
            samples.add(sample);
            Map.Entry<Long, List<Tick>> next = intervals.higherEntry(second);
            long end = next == null ? 42 : next.getKey();
            boolean isFilled = !isLinear || (next != null && end - second - 1 <= MOST);
            for (long gap = second + 1; isFilled && gap < end && gap <= second + MOST; gap++) {
                samples.add(isLinear
                        ? between(sample, sample(end, symbol, Objects.requireNonNull(next).getValue()), gap)
                        : new Sample(Instant.ofEpochSecond(gap), symbol, 0L, sample.price()));
            }
        }));
        return samples;
    }

    private static Sample sample(long second, String symbol, List<Tick> rows) {
        return new Sample(Instant.ofEpochSecond(second), symbol, (long) rows.size(),
                rows.stream().mapToLong(Tick::price).max().orElseThrow());
    }

    private static Sample between(Sample before, Sample behind, long second) {
        double share = (double) (second - before.start().getEpochSecond())
                / (behind.start().getEpochSecond() - before.start().getEpochSecond());
        return new Sample(Instant.ofEpochSecond(second), before.symbol(),
                between(before.ticks(), behind.ticks(), share), between(before.price(), behind.price(), share));
    }

    private static long between(@Nullable Long before, @Nullable Long behind, double share) {
        long from = Objects.requireNonNull(before);
        return from + Math.round((Objects.requireNonNull(behind) - from) * share);
    }

    private static List<Sample> run(Batches<Tick> ticks, Layout layout, Fill... fills) throws InterruptedException {
        return ticks
                .through(layout,
                        rows -> samples(rows.withEventTime("at", seconds(0)).groupBy("symbol").sampleBy(seconds(1)),
                                fills))
                .stream()
                .flatMap(batch -> batch.rows().stream())
                .filter(sample -> !sample.symbol().equals("last"))
                .sorted(Comparator.comparing(Sample::symbol).thenComparing(Sample::start))
                .toList();
    }

    @Layouts
    void gapsAreFilledByWhatWasBefore(Layout layout) throws InterruptedException {
        Batches<Tick> ticks = ticks(SEED);
        assertThat(run(ticks, layout, Fill.constant(0), Fill.previous())).as("seed %d", SEED)
                .isEqualTo(expected(ticks, false));
    }

    @Layouts
    void gapsAreFilledByWhatLiesBetween(Layout layout) throws InterruptedException {
        Batches<Tick> ticks = ticks(SEED + 1);
        assertThat(run(ticks, layout, Fill.linear())).as("seed %d", SEED + 1).isEqualTo(expected(ticks, true));
    }

    @Layouts
    void intervalsOfBatchTimeAreFilled(Layout layout) throws InterruptedException {
        Batches<Tick> ticks = Batches.of(Tick.class, List.of(new Tick(Instant.EPOCH, "a", 7)), List.of(),
                List.of(new Tick(Instant.EPOCH, "b", 9)), List.of());
        assertThat(ticks.throughSorted(layout,
                rows -> samples(rows.groupBy("symbol").sampleBy(seconds(1)), Fill.nulls())))
                .containsExactly(
                        Batches.Batch.at(1, new Sample(Instant.ofEpochSecond(0), "a", 1L, 7L)),
                        Batches.Batch.at(2, new Sample(Instant.ofEpochSecond(1), "a", null, null)),
                        Batches.Batch.at(3, new Sample(Instant.ofEpochSecond(2), "a", null, null),
                                new Sample(Instant.ofEpochSecond(2), "b", 1L, 9L)),
                        Batches.Batch.at(4, new Sample(Instant.ofEpochSecond(3), "a", null, null),
                                new Sample(Instant.ofEpochSecond(3), "b", null, null)));
    }

    @Test
    void whatDoesNotGoTogetherIsRefusedByName() {
        try (StreamingContext ssc = StreamingContext.builder("samples").build()) {
            DStream<Tick> ticks = ssc.input("ticks", Tick.class).stream();
            GroupedStream timed = ticks.withEventTime("at", seconds(1)).groupBy("symbol");
            refused(timed.window(seconds(2), seconds(1)).fill(seconds(2), Fill.nulls()), "has no intervals");
            refused(timed.fill(seconds(2), Fill.nulls()), "has no intervals");
            refused(timed.sampleBy(seconds(2)).fill(seconds(3), Fill.nulls()), "no multiple of the interval");
            refused(timed.sampleBy(seconds(1)).fill(seconds(3)), "0 fills for 2 aggregates");
            refused(timed.sampleBy(seconds(1)).outputMode(OutputMode.UPDATE).fill(seconds(3), Fill.nulls()),
                    "only what is put out once can be filled");
            refused(ticks.groupBy().sampleBy(seconds(1)).fill(seconds(3), Fill.nulls()), "nothing is to fill");
            assertThatThrownBy(() -> timed.sampleBy(seconds(1)).fill(seconds(3), Fill.linear()).agg(max("symbol")))
                    .isInstanceOf(PlanException.class);
            assertThat(timed.sampleBy(seconds(1)).fill(seconds(3), Fill.previous()).agg(sum("price")).explain())
                    .contains("gaps of at most 3 intervals filled by [previous]");
            assertThat(timed.sampleBy(Durations.millis(250)).agg(sum("price")).explain()).doesNotContain("gaps");
        }
    }

    private static void refused(GroupedStream groups, String message) {
        assertThatThrownBy(() -> groups.agg(count(), sum("price"))).isInstanceOf(PlanException.class)
                .hasMessageContaining(message)
                .hasMessageContaining("SampleByTest.java");
    }
}
