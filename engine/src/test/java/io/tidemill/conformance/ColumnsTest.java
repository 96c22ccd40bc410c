// SPDX-License-Identifier: Apache-2.0
package io.tidemill.conformance;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.tidemill.Input;
import io.tidemill.Publisher;
import io.tidemill.StreamingContext;
import io.tidemill.conformance.Batches.Batch;

import static io.tidemill.Durations.seconds;
import static io.tidemill.Functions.avg;
import static io.tidemill.Functions.coalesce;
import static io.tidemill.Functions.col;
import static io.tidemill.Functions.count;
import static io.tidemill.Functions.explode;
import static io.tidemill.Functions.lit;
import static io.tidemill.Functions.max;
import static io.tidemill.Functions.min;
import static io.tidemill.Functions.split;
import static io.tidemill.Functions.sum;
import static io.tidemill.Functions.words;
import static org.assertj.core.api.Assertions.assertThat;

/// Column expressions, end to end.
class ColumnsTest {

    record Trade(String symbol, double price, int size) {}

    record Notional(String symbol, double notional, long trades) {}

    record Totals(long trades, @Nullable Long volume, @Nullable Double mean, @Nullable Integer least,
            @Nullable Double most) {}

    record Slot(@Nullable Integer slot, long trades) {}

    private static final Batches<Trade> TRADES = Batches.of(Trade.class,
            List.of(new Trade("A", 2, 10), new Trade("B", 3, 200), new Trade("A", 4, 100)),
            List.of(), List.of(new Trade("B", 5, 300)), List.of());

    @Layouts
    void whereAndSelectWorkOnColumns(Layout layout) throws InterruptedException {
        assertThat(TRADES.through(layout,
                trades -> trades.where(col("size").geq(100).and(col("symbol").ne("C")))
                        .select(col("symbol"),
                                col("price").times(col("size")).as("notional"), lit(1L).as("trades"))
                        .as(Notional.class)))
                .containsExactly(Batch.at(1, new Notional("B", 600, 1), new Notional("A", 400, 1)), Batch.at(2),
                        Batch.at(3, new Notional("B", 1500, 1)),
                        Batch.at(4));
    }

    @Layouts
    void withColumnAddsOrReplacesAColumn(Layout layout) throws InterruptedException {
        assertThat(TRADES
                .through(layout, trades -> trades.withColumn("size", coalesce(col("size").plus(1), 0)).as(Trade.class))
                .getFirst())
                .isEqualTo(Batch.at(1, new Trade("A", 2, 11), new Trade("B", 3, 201), new Trade("A", 4, 101)));
        assertThat(TRADES
                .through(layout,
                        trades -> trades.withColumn("half", col("size").dividedBy(4)).select("half").as(Double.class))
                .getFirst())
                .isEqualTo(Batch.at(1, 2.5, 50.0, 25.0));
    }

    @Layouts
    void groupsByBatch(Layout layout) throws InterruptedException {
        assertThat(TRADES.throughSorted(layout, trades -> trades.groupBy("symbol")
                .agg(sum(col("price").times(col("size"))).as("notional"), count().as("trades"))
                .as(Notional.class)))
                .containsExactly(Batch.at(1, new Notional("A", 420, 2), new Notional("B", 600, 1)), Batch.at(2),
                        Batch.at(3, new Notional("B", 1500, 1)),
                        Batch.at(4));
    }

    @Layouts
    void groupsWithoutKeysGiveARowAlsoForAnEmptyBatch(Layout layout) throws InterruptedException {
        assertThat(TRADES.through(layout,
                trades -> trades.groupBy()
                        .agg(count().as("trades"), sum("size").as("volume"), avg("price").as("mean"),
                                min("size").as("least"), max("price").as("most"))
                        .as(Totals.class)))
                .containsExactly(Batch.at(1, new Totals(3, 310L, 3.0, 10, 4.0)),
                        Batch.at(2, new Totals(0, null, null, null, null)),
                        Batch.at(3, new Totals(1, 300L, 5.0, 300, 5.0)),
                        Batch.at(4, new Totals(0, null, null, null, null)));
    }

    @Layouts
    void groupsByExpressions(Layout layout) throws InterruptedException {
        assertThat(TRADES.throughSorted(layout,
                trades -> trades.groupBy(col("size").div(100).as("slot")).agg(count().as("trades")).as(Slot.class))
                .getFirst())
                .isEqualTo(Batch.at(1, new Slot(0, 1), new Slot(1, 1), new Slot(2, 1)));
    }

    @Layouts
    void groupsByWindow(Layout layout) throws InterruptedException {
        assertThat(TRADES.throughSorted(layout, trades -> trades.groupBy("symbol")
                .window(seconds(3), seconds(1))
                .agg(sum(col("price").times(col("size"))).as("notional"), count().as("trades"))
                .as(Notional.class)))
                .containsExactly(Batch.at(1, new Notional("A", 420, 2), new Notional("B", 600, 1)),
                        Batch.at(2, new Notional("A", 420, 2), new Notional("B", 600, 1)),
                        Batch.at(3, new Notional("A", 420, 2), new Notional("B", 2100, 2)),
                        Batch.at(4, new Notional("B", 1500, 1)));
    }

    @Layouts
    void explodesWordsAndPieces(Layout layout) throws InterruptedException {
        Batches<String> lines = Batches.of(String.class, List.of("  the tide\tthe ", ""), List.of("a,,b,"));
        assertThat(lines.through(layout,
                stream -> stream.select(explode(words(col("value"))).as("word")).as(String.class))).containsExactly(
                        Batch.at(1, "the", "tide", "the"), Batch.at(2, "a,,b,"));
        assertThat(lines.through(layout,
                stream -> stream.select(explode(split(col("value"), ",")).as("piece")).as(String.class)))
                .containsExactly(
                        Batch.at(1, "  the tide\tthe ", ""), Batch.at(2, "a", "", "b", ""));
    }

    @Layouts
    void explodeRepeatsTheOtherColumns(Layout layout) throws InterruptedException {
        Batches<Trade> pairs = Batches.of(Trade.class, List.of(new Trade("A B", 1, 2), new Trade("C", 3, 4)));
        assertThat(pairs.through(layout,
                trades -> trades.select(explode(words(col("symbol"))).as("symbol"), col("price"), col("size"))
                        .as(Trade.class)))
                .containsExactly(Batch.at(1, new Trade("A", 1, 2), new Trade("B", 1, 2), new Trade("C", 3, 4)));
    }

    @Layouts
    void aGlobalGroupSpeaksWhenTheStreamEnds(Layout layout) throws InterruptedException {
        List<Object> seen = Collections.synchronizedList(new ArrayList<>());
        try (StreamingContext ssc = layout.of(StreamingContext.builder("global")).build()) {
            Input<Trade> trades = ssc.input("trades", Trade.class);
            trades.stream()
                    .groupBy("symbol")
                    .global()
                    .agg(sum("price").as("notional"), count().as("trades"))
                    .as(Notional.class)
                    .foreach(seen::add);
            ssc.start();
            try (Publisher<Trade> publisher = trades.openPublisher("one")) {
                for (int i = 0; i < 1_000; i++) {
                    publisher.append(new Trade(i % 2 == 0 ? "A" : "B", i, 1));
                }
            }
            ssc.stop(true);
        }
        assertThat(seen).containsExactlyInAnyOrder(new Notional("A", 249_500, 500), new Notional("B", 250_000, 500));
    }
}
