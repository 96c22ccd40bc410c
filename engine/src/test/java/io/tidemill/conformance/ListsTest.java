// SPDX-License-Identifier: Apache-2.0
package io.tidemill.conformance;

import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.tidemill.conformance.Batches.Batch;

import static io.tidemill.Durations.seconds;
import static io.tidemill.Functions.array;
import static io.tidemill.Functions.arrayContains;
import static io.tidemill.Functions.col;
import static io.tidemill.Functions.collectList;
import static io.tidemill.Functions.collectSet;
import static io.tidemill.Functions.elementAt;
import static io.tidemill.Functions.explode;
import static io.tidemill.Functions.explodeOuter;
import static io.tidemill.Functions.size;
import static io.tidemill.Functions.split;
import static io.tidemill.Functions.words;
import static org.assertj.core.api.Assertions.assertThat;

/// Lists in and out of records, and what is made of them, end to end.
class ListsTest {

    record Trade(String symbol, @Nullable String side, int size) {}

    record Basket(String buyer, @Nullable List<@Nullable String> goods, List<Integer> sizes) {}

    record Good(String buyer, @Nullable String good) {}

    record Facts(@Nullable Integer size, @Nullable String first, @Nullable String last, @Nullable Boolean hasTea) {}

    record Text(List<String> pieces, List<String> words) {}

    record Both(List<String> both) {}

    private static final Basket TEA = new Basket("ann", Arrays.asList("tea", null, "milk"), List.of(1, 2, 3));
    private static final Basket NOTHING = new Basket("bob", List.of(), List.of());
    private static final Basket UNKNOWN = new Basket("cid", null, List.of(7));
    private static final Basket BREAD = new Basket("dee", List.of("bread"), List.of(-1));
    private static final Batches<Basket> BASKETS = Batches.of(Basket.class, List.of(TEA, NOTHING, UNKNOWN), List.of(),
            List.of(BREAD));

    @Layouts
    void recordsCarryLists(Layout layout) throws InterruptedException {
        assertThat(BASKETS.through(layout, baskets -> baskets.where(col("buyer").ne("bob")))).containsExactly(
                Batch.at(1, TEA, UNKNOWN), Batch.at(2), Batch.at(3, BREAD));
    }

    @Layouts
    void listsBecomeRows(Layout layout) throws InterruptedException {
        assertThat(BASKETS.through(layout,
                baskets -> baskets.select(col("buyer"), explode(col("goods")).as("good")).as(Good.class)))
                .containsExactly(
                        Batch.at(1, new Good("ann", "tea"), new Good("ann", null), new Good("ann", "milk")),
                        Batch.at(2), Batch.at(3, new Good("dee", "bread")));
        assertThat(BASKETS.through(layout,
                baskets -> baskets.select(col("buyer"), explodeOuter(col("goods")).as("good")).as(Good.class))
                .getFirst())
                .isEqualTo(Batch.at(1, new Good("ann", "tea"), new Good("ann", null), new Good("ann", "milk"),
                        new Good("bob", null), new Good("cid", null)));
        assertThat(BASKETS.through(layout,
                baskets -> baskets.select(explode(col("sizes")).as("size"))
                        .where(col("size").isNotNull())
                        .as(Integer.class))
                .getFirst())
                .isEqualTo(Batch.at(1, 1, 2, 3, 7));
    }

    @Layouts
    void expressionsReadLists(Layout layout) throws InterruptedException {
        assertThat(BASKETS.through(layout,
                baskets -> baskets.select(size(col("goods")).as("size"), col("goods").getItem(0).as("first"),
                        elementAt(col("goods"), -1).as("last"), arrayContains(col("goods"), "tea").as("hasTea"))
                        .as(Facts.class)))
                .containsExactly(
                        Batch.at(1, new Facts(3, "tea", "milk", true), new Facts(0, null, null, false),
                                new Facts(null, null, null, null)),
                        Batch.at(2), Batch.at(3, new Facts(1, "bread", "bread", false)));
    }

    @Layouts
    void expressionsMakeLists(Layout layout) throws InterruptedException {
        Batches<String> lines = Batches.of(String.class, List.of("a, b", ""));
        assertThat(lines.through(layout,
                stream -> stream.select(split(col("value"), ",").as("pieces"), words(col("value")).as("words"))
                        .as(Text.class)))
                .containsExactly(Batch.at(1, new Text(List.of("a", " b"), List.of("a,", "b")),
                        new Text(List.of(""), List.of())));
        assertThat(BASKETS.through(layout,
                baskets -> baskets.select(array(col("buyer"), "and co").as("both")).as(Both.class)).getFirst())
                .isEqualTo(Batch.at(1, new Both(List.of("ann", "and co")), new Both(List.of("bob", "and co")),
                        new Both(List.of("cid", "and co"))));
    }

    record Collected(String symbol, List<Integer> sizes, List<String> sides, List<Integer> bought) {}

    @Layouts
    void groupsCollectValues(Layout layout) throws InterruptedException {
        Batches<Trade> trades = Batches.of(Trade.class,
                List.of(new Trade("A", "sell", 3), new Trade("B", null, 7), new Trade("A", "buy", 1)), List.of(),
                List.of(new Trade("A", "buy", 2)), List.of());
        assertThat(trades.throughSorted(layout, stream -> stream.groupBy("symbol")
                .window(seconds(3), seconds(1))
                .agg(collectList("size").as("sizes"), collectSet("side").as("sides"),
                        collectList("size").filter(col("side").eq("buy")).as("bought"))
                .as(Collected.class)))
                .containsExactly(
                        Batch.at(1, new Collected("A", List.of(3, 1), List.of("buy", "sell"), List.of(1)),
                                new Collected("B", List.of(7), List.of(), List.of())),
                        Batch.at(2, new Collected("A", List.of(3, 1), List.of("buy", "sell"), List.of(1)),
                                new Collected("B", List.of(7), List.of(), List.of())),
                        Batch.at(3, new Collected("A", List.of(3, 1, 2), List.of("buy", "sell"), List.of(1, 2)),
                                new Collected("B", List.of(7), List.of(), List.of())),
                        Batch.at(4, new Collected("A", List.of(2), List.of("buy"), List.of(2))));
    }

    @Layouts
    void whatWasCollectedBecomesRowsAgain(Layout layout) throws InterruptedException {
        assertThat(BASKETS.through(layout,
                baskets -> baskets.groupBy()
                        .agg(collectList("buyer").as("buyers"))
                        .select(explode(col("buyers")).as("buyer"))
                        .where(col("buyer").isNotNull())
                        .as(String.class)))
                .containsExactly(Batch.at(1, "ann", "bob", "cid"), Batch.at(2), Batch.at(3, "dee"));
    }
}
