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
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.tidemill.Input;
import io.tidemill.OutputMode;
import io.tidemill.PlanException;
import io.tidemill.StreamingContext;
import io.tidemill.conformance.Batches.Batch;

import static io.tidemill.Durations.seconds;
import static io.tidemill.Functions.col;
import static io.tidemill.Functions.count;
import static io.tidemill.Functions.rank;
import static io.tidemill.Functions.windowEnd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// The first rows of each key, and the latest one.
class TopRowsTest {
    private static final long SEED = Long.getLong("tidemill.seed", 20_261_123);

    record Trade(String symbol, long size, @Nullable Instant at, int id) {}

    record Ranked(String symbol, int place, long trades, long size, int id) {}

    record Latest(String symbol, long size, Instant at, int id) {}

    record Windowed(Instant end, String symbol, int id) {}

    @SuppressWarnings({"unchecked", "rawtypes"}) // an array of lists
    private static Batches<Trade> trades() {
        SplittableRandom random = new SplittableRandom(SEED);
        List<List<Trade>> batches = new ArrayList<>();
        int id = 0;
        for (int second = 1; second <= 8; second++) {
            List<Trade> batch = new ArrayList<>();
            for (int i = random.nextInt(60); i > 0; i--) {
                Instant at = random.nextInt(10) == 0
                        ? null
                        : Instant.EPOCH.plusMillis(second * 1_000L - 100L * random.nextInt(10));
                batch.add(new Trade("S" + random.nextInt(5), random.nextInt(20), at, id++));
            }
            batches.add(batch);
        }
        return Batches.of(Trade.class, batches.toArray(new List[0])).blockRows(8);
    }

    private static Map<String, List<Trade>> bySymbol(List<Trade> trades) {
        return trades.stream()
                .collect(Collectors.groupingBy(Trade::symbol, TreeMap::new, Collectors.toCollection(ArrayList::new)));
    }

    private static List<Ranked> largest(List<Trade> trades, int most) {
        List<Ranked> largest = new ArrayList<>();
        bySymbol(trades).forEach((symbol, all) -> {
            List<Trade> sorted = all.stream().sorted(Comparator.comparingLong(Trade::size).reversed()).toList();
            IntStream.range(0, Math.min(most, sorted.size()))
                    .forEach(i -> largest.add(new Ranked(symbol, i + 1, all.size(), sorted.get(i).size(),
                            sorted.get(i).id())));
        });
        return largest;
    }

    /// Of equal times the one that came last.
    private static List<Latest> latest(List<Trade> trades) {
        List<Latest> latest = new ArrayList<>();
        bySymbol(trades.stream().filter(trade -> trade.at() != null).toList()).forEach((symbol, all) -> {
            Instant time = all.stream().map(TopRowsTest::time).max(Comparator.naturalOrder()).orElseThrow();
            Trade newest = all.stream().filter(trade -> time.equals(trade.at())).toList().getLast();
            latest.add(new Latest(symbol, newest.size(), time, newest.id()));
        });
        return latest;
    }

    private static Instant time(Trade trade) {
        return Objects.requireNonNull(trade.at());
    }

    private static <R> List<R> sorted(List<R> rows) {
        return rows.stream().sorted(Comparator.comparing(Object::toString)).toList();
    }

    @Layouts
    void theFirstRowsOfEachKeyOfABatch(Layout layout) throws InterruptedException {
        Batches<Trade> trades = trades();
        List<Batch<Ranked>> expected = new ArrayList<>();
        trades.batches()
                .forEach(batch -> expected.add(new Batch<>(expected.size() + 1, sorted(largest(batch, 3)))));
        assertThat(trades.throughSorted(layout,
                stream -> stream.groupBy("symbol")
                        .top(3, col("size").desc())
                        .rows(rank().as("place"), count().as("trades"))
                        .as(Ranked.class)))
                .as("seed %d", SEED)
                .isEqualTo(expected);
    }

    @Layouts
    void theFirstRowsSoFarComeAgainWhenRowsHaveCome(Layout layout) throws InterruptedException {
        Batches<Trade> trades = trades();
        List<Batch<Ranked>> expected = new ArrayList<>();
        List<Trade> all = new ArrayList<>();
        for (List<Trade> batch : trades.batches()) {
            all.addAll(batch);
            List<String> changed = batch.stream().map(Trade::symbol).distinct().toList();
            expected.add(new Batch<>(expected.size() + 1,
                    sorted(largest(all, 2).stream().filter(row -> changed.contains(row.symbol())).toList())));
        }
        assertThat(trades.throughSorted(layout,
                stream -> stream.groupBy("symbol")
                        .global()
                        .outputMode(OutputMode.UPDATE)
                        .top(2, col("size").desc())
                        .rows(rank().as("place"), count().as("trades"))
                        .as(Ranked.class)))
                .as("seed %d", SEED)
                .isEqualTo(expected);
    }

    @Layouts
    void whatIsTakenBackAndAddedComesToTheFirstRowsSoFar(Layout layout) throws InterruptedException {
        Batches<Trade> trades = trades();
        List<Trade> all = trades.batches().stream().flatMap(List::stream).toList();
        List<String> left = new ArrayList<>();
        trades.through(layout,
                stream -> stream.groupBy()
                        .global()
                        .outputMode(OutputMode.UPDATE)
                        .retractions()
                        .top(10, col("size").desc(), col("symbol").asc())
                        .rows(rank().as("place"))
                        .map(String.class,
                                row -> row.intAt("change") + " " + row.intAt("place") + " " + row.intAt("id")))
                .forEach(batch -> batch.rows().forEach(row -> {
                    if (row.startsWith("-1 ")) {
                        assertThat(left.remove(row.substring(3))).as(row).isTrue();
                    } else {
                        left.add(row.substring(2));
                    }
                }));
        List<Trade> sorted = all.stream()
                .sorted(Comparator.comparingLong(Trade::size).reversed().thenComparing(Trade::symbol))
                .toList();
        assertThat(left).as("seed %d", SEED)
                .containsExactlyElementsOf(
                        IntStream.range(0, 10).mapToObj(i -> (i + 1) + " " + sorted.get(i).id()).toList());
    }

    @Layouts
    void theFirstRowsOfEachWindow(Layout layout) throws InterruptedException {
        Batches<Trade> trades = trades();
        List<Windowed> expected = new ArrayList<>();
        for (int end = 2; end <= 6; end += 2) { // the watermark does not pass the last one
            Instant over = Instant.ofEpochSecond(end);
            List<Trade> rows = trades.batches()
                    .stream()
                    .flatMap(List::stream)
                    .filter(trade -> trade.at() != null && trade.at().isBefore(over)
                            && !trade.at().isBefore(over.minusSeconds(2)))
                    .toList();
            largest(rows, 1).forEach(row -> expected.add(new Windowed(over, row.symbol(), row.id())));
        }
        List<Windowed> results = trades.through(layout,
                stream -> stream.withEventTime("at", seconds(1))
                        .groupBy("symbol")
                        .window(seconds(2))
                        .top(1, col("size").desc())
                        .rows(windowEnd().as("end"))
                        .as(Windowed.class))
                .stream()
                .flatMap(batch -> batch.rows().stream())
                .toList();
        assertThat(results).as("seed %d", SEED).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Layouts
    void theLatestRowOfEachKey(Layout layout) throws InterruptedException {
        Batches<Trade> trades = trades();
        List<Batch<Latest>> expected = new ArrayList<>();
        trades.batches().forEach(batch -> expected.add(new Batch<>(expected.size() + 1, sorted(latest(batch)))));
        assertThat(trades.throughSorted(layout, stream -> stream.latestOn("at", "symbol").as(Latest.class)))
                .as("seed %d", SEED)
                .isEqualTo(expected);
        List<Batch<Latest>> whole = trades.through(layout,
                stream -> stream.groupBy("symbol")
                        .global()
                        .outputMode(OutputMode.COMPLETE)
                        .latestOn("at")
                        .rows()
                        .as(Latest.class));
        assertThat(sorted(whole.getLast().rows())).as("seed %d", SEED)
                .isEqualTo(sorted(latest(trades.batches().stream().flatMap(List::stream).toList())));
    }

    @Test
    void whatCannotBeRankedIsRefused() {
        try (StreamingContext context = StreamingContext.builder("test").build()) {
            Input<Trade> input = context.input("trades", Trade.class);
            assertThatThrownBy(() -> input.stream().groupBy("symbol").top(0, col("size").desc()).rows())
                    .isInstanceOf(PlanException.class)
                    .hasMessageContaining("from 1 to 1,000,000");
            assertThatThrownBy(() -> input.stream().groupBy("symbol").top(1, col("price").asc()).rows())
                    .isInstanceOf(PlanException.class)
                    .hasMessageContaining("price");
            assertThatThrownBy(() -> input.stream().groupBy("symbol").agg(rank()))
                    .isInstanceOf(PlanException.class)
                    .hasMessageContaining("a group has no rank");
            assertThatThrownBy(
                    () -> input.stream().groupBy("symbol").top(1, col("id").asc()).rows(count().as("size")))
                    .isInstanceOf(PlanException.class)
                    .hasMessageContaining("size");
            assertThatThrownBy(() -> input.stream()
                    .map(trade -> trade)
                    .groupBy()
                    .top(1, col("value").asc())
                    .rows()).isInstanceOf(PlanException.class).hasMessageContaining("value");
        }
    }

    @Test
    void explainSaysWhichRows() {
        try (StreamingContext context = StreamingContext.builder("test").build()) {
            Input<Trade> input = context.input("trades", Trade.class);
            assertThat(input.stream()
                    .groupBy("symbol")
                    .top(3, col("size").desc(), col("at").asc().nullsLast())
                    .rows(count().as("trades"))
                    .explain()).contains(
                            "first 3 rows by [size desc, at asc nulls last], of equal ones that which came first, beside [count()] by [symbol], batch");
        }
    }
}
