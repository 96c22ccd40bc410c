// SPDX-License-Identifier: Apache-2.0
package io.tidemill.conformance;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.tidemill.PlanException;
import io.tidemill.StreamingContext;
import io.tidemill.conformance.Batches.Batch;

import static io.tidemill.Durations.seconds;
import static io.tidemill.Functions.col;
import static io.tidemill.Functions.count;
import static io.tidemill.Functions.first;
import static io.tidemill.Functions.last;
import static io.tidemill.Functions.max;
import static io.tidemill.Functions.minBy;
import static io.tidemill.Functions.sum;
import static io.tidemill.Functions.windowEnd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// Aggregates, end to end.
@Timeout(120)
class AggregatesTest {

    record Trade(String symbol, @Nullable String side, double price, int size) {}

    record Sides(String symbol, long bought, @Nullable Double best, @Nullable Long sold) {}

    private static final Batches<Trade> TRADES = Batches.of(Trade.class,
            List.of(new Trade("A", "buy", 2, 10), new Trade("B", "sell", 3, 200), new Trade("A", null, 9, 100)),
            List.of(), List.of(new Trade("B", "buy", 5, 300), new Trade("B", "buy", 4, 1)), List.of());

    @Layouts
    void aFilterMeansSomeRowsOfEachGroup(Layout layout) throws InterruptedException {
        assertThat(TRADES.throughSorted(layout, trades -> trades.groupBy("symbol")
                .window(seconds(3), seconds(1))
                .agg(count().filter(col("side").eq("buy")).as("bought"),
                        max("price").filter(col("side").eq("buy")).as("best"),
                        sum("size").filter(col("side").eq("sell")).filter(col("size").gt(100)).as("sold"))
                .as(Sides.class)))
                .containsExactly(Batch.at(1, new Sides("A", 1, 2.0, null), new Sides("B", 0, null, 200L)),
                        Batch.at(2, new Sides("A", 1, 2.0, null), new Sides("B", 0, null, 200L)),
                        Batch.at(3, new Sides("A", 1, 2.0, null), new Sides("B", 2, 5.0, 200L)),
                        Batch.at(4, new Sides("B", 2, 5.0, null)));
    }

    record Ends(String symbol, @Nullable String opened, @Nullable String side, @Nullable String cheapest,
            long trades) {}

    private static final Batches<Trade> MANY = Batches.of(Trade.class, many(0, 40), List.of(), many(40, 23),
            many(63, 1),
            List.of(), List.of());

    private static List<Trade> many(int from, int count) {
        return IntStream.range(from, from + count)
                .mapToObj(i -> new Trade("S" + i * 7 % 3, i % 5 == 0 ? null : "side " + i, (i * 31 % 17) / 4.0, i))
                .toList();
    }

    private static Ends ends(String symbol, List<Trade> rows) {
        Comparator<Trade> byPrice = Comparator.comparingDouble(Trade::price);
        return new Ends(symbol, rows.getFirst().side(),
                rows.stream().map(Trade::side).filter(Objects::nonNull).reduce((_, last) -> last).orElse(null),
                rows.stream().min(byPrice).orElseThrow().side(), rows.size());
    }

    @Layouts
    void keptRowsAreTheSameInAllLayouts(Layout layout) throws InterruptedException {
        List<Batch<Ends>> expected = new ArrayList<>();
        for (int end = 1; end <= MANY.batches().size(); end++) {
            Map<String, List<Trade>> groups = new TreeMap<>();
            MANY.batches()
                    .subList(Math.max(0, end - 3), end)
                    .forEach(batch -> batch
                            .forEach(trade -> groups.computeIfAbsent(trade.symbol(), _ -> new ArrayList<>())
                                    .add(trade)));
            expected.add(new Batch<>(end,
                    groups.entrySet()
                            .stream()
                            .map(group -> ends(group.getKey(), group.getValue()))
                            .toList()));
        }
        assertThat(MANY.throughSorted(layout, trades -> trades.groupBy("symbol")
                .window(seconds(3), seconds(1))
                .agg(first("side").as("opened"), last("side", true).as("side"),
                        minBy(col("side"), col("price")).as("cheapest"), count().as("trades"))
                .as(Ends.class))).isEqualTo(expected);
    }

    @Test
    void explainSaysWhichRowsAnAggregateIsOf() {
        try (StreamingContext ssc = StreamingContext.builder("explained").build()) {
            assertThat(ssc.input("trades", Trade.class)
                    .stream()
                    .groupBy("symbol")
                    .agg(count().filter(col("side").eq("buy")), sum("size").filter(col("price").gt(1)))
                    .explain())
                    .contains("count() filter (where (side = 'buy')), sum(size) filter (where (price > 1.0))")
                    .contains("sum(size) filter (where (price > 1))");
        }
    }

    @Test
    void aFilterThatMeansNothingIsRefused() {
        assertThatThrownBy(() -> windowEnd().filter(col("size").gt(1))).isInstanceOf(PlanException.class)
                .hasMessageContaining("window_end() is of no rows");
        try (StreamingContext ssc = StreamingContext.builder("refused").build()) {
            assertThatThrownBy(() -> ssc.input("trades", Trade.class)
                    .stream()
                    .groupBy("symbol")
                    .agg(count().filter(col("size"))))
                    .isInstanceOf(PlanException.class)
                    .hasMessageContaining("size is int32, where true or false is due");
        }
    }
}
