// SPDX-License-Identifier: Apache-2.0
package io.tidemill.conformance;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.tidemill.Aggregator;
import io.tidemill.Batching;
import io.tidemill.DStream;
import io.tidemill.Durations;
import io.tidemill.PlanException;
import io.tidemill.Row;
import io.tidemill.StreamingContext;
import io.tidemill.UserCodeException;
import io.tidemill.conformance.Batches.Batch;
import io.tidemill.plan.expr.UserAggregate;
import io.tidemill.testkit.StreamDriver;

import static io.tidemill.Functions.col;
import static io.tidemill.Functions.count;
import static io.tidemill.Functions.rowUdaf;
import static io.tidemill.Functions.sum;
import static io.tidemill.Functions.udaf;
import static io.tidemill.Functions.udf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// Aggregates of the user's, against the same of all values at once.
class UserAggregatesTest {

    record Sale(@Nullable String item, @Nullable Integer size) {}

    /// The different texts in their order: a state of any size.
    private static class Texts implements Aggregator<String, List<String>, String> {
        @Override
        public List<String> zero() {
            return List.of();
        }

        @Override
        public List<String> accumulate(List<String> state, String value) {
            return merge(state, List.of(value));
        }

        @Override
        public List<String> merge(List<String> first, List<String> second) {
            return List.copyOf(
                    Stream.concat(first.stream(), second.stream()).collect(Collectors.toCollection(TreeSet::new)));
        }

        @Override
        public String finish(List<String> state) {
            return String.join("+", state);
        }
    }

    /// The span between the least and the greatest number; none of a single one.
    private static final class Span implements Aggregator<Integer, Span.Ends, Long> {
        record Ends(int least, int most) {}

        @Override
        public Ends zero() {
            return new Ends(Integer.MAX_VALUE, Integer.MIN_VALUE);
        }

        @Override
        public Ends accumulate(Ends state, Integer value) {
            return merge(state, new Ends(value, value));
        }

        @Override
        public Ends merge(Ends first, Ends second) {
            return new Ends(Math.min(first.least, second.least), Math.max(first.most, second.most));
        }

        @Override
        public @Nullable Long finish(Ends state) {
            return state.least == state.most ? null : Long.valueOf((long) state.most - state.least);
        }
    }

    private static final UserAggregate TEXTS = udaf("texts", new Texts(), String.class, String.class);
    private static final UserAggregate SPAN = udaf("span", new Span(), Integer.class, Long.class);
    private static final Batches<Sale> SALES = Batches.of(Sale.class, sales(1, 140), sales(2, 3), List.of(),
            sales(3, 90), sales(4, 1));

    private static List<Sale> sales(long seed, int rows) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Sale> sales = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            sales.add(new Sale(random.nextInt(5) == 0 ? null : "i" + random.nextInt(5),
                    random.nextInt(4) == 0 ? null : random.nextInt(-3, 4)));
        }
        return sales;
    }

    private static @Nullable Long span(Collection<Integer> sizes) {
        return sizes.stream().distinct().count() < 2
                ? null
                : Long.valueOf((long) sizes.stream().max(Integer::compare).orElseThrow()
                        - sizes.stream().min(Integer::compare).orElseThrow());
    }

    private static @Nullable String texts(Stream<Sale> sales) {
        List<String> texts = sales.map(Sale::item).filter(text -> text != null).distinct().sorted().toList();
        return texts.isEmpty() ? null : String.join("+", texts);
    }

    private static List<String> rows(Batch<Row> batch) {
        return batch.rows().stream().map(Row::toString).toList();
    }

    @Layouts
    void aWindowByKeyComesToWhatAllItsRowsComeTo(Layout layout) throws InterruptedException {
        List<Batch<Row>> batches = SALES.throughSorted(layout, sales -> sales.groupBy("item")
                .window(Durations.seconds(3), Durations.seconds(1))
                .agg(SPAN.apply(col("size")), SPAN.apply(col("size")).filter(col("size").gt(0)).as("over"),
                        count().as("rows")));
        for (int last = 0; last < batches.size(); last++) {
            Map<String, List<Sale>> groups = new TreeMap<>();
            for (List<Sale> batch : SALES.batches().subList(Math.max(0, last - 2), last + 1)) {
                batch.forEach(sale -> groups.computeIfAbsent(String.valueOf(sale.item), _ -> new ArrayList<>())
                        .add(sale));
            }
            List<String> expected = new ArrayList<>();
            groups.forEach((item, sales) -> {
                List<Integer> sizes = sales.stream().map(Sale::size).filter(size -> size != null).toList();
                expected.add("[%s,%s,%s,%d]".formatted(item, span(sizes),
                        span(sizes.stream().filter(size -> size > 0).toList()), sales.size()));
            });
            assertThat(rows(batches.get(last))).as("batch " + last).isEqualTo(expected.stream().sorted().toList());
        }
    }

    @Layouts
    void withoutKeysItIsOfAllRows(Layout layout) throws InterruptedException {
        List<Batch<Row>> batches = SALES.through(layout,
                sales -> sales.groupBy()
                        .window(Durations.seconds(2), Durations.seconds(1))
                        .agg(TEXTS.stateBytes(500).apply(col("item")), sum("size").as("all")));
        for (int last = 0; last < batches.size(); last++) {
            List<Sale> meant = SALES.batches()
                    .subList(Math.max(0, last - 1), last + 1)
                    .stream()
                    .flatMap(List::stream)
                    .toList();
            assertThat(batches.get(last).rows()).as("batch " + last)
                    .singleElement()
                    .satisfies(
                            row -> assertThat(row.valueAt(0)).isEqualTo(texts(meant.stream())));
        }
    }

    @Layouts
    void itIsOfWhatAFunctionMakes(Layout layout) throws InterruptedException {
        List<Batch<Row>> batches = SALES.through(layout, sales -> sales.groupBy()
                .window(Durations.seconds(1))
                .agg(SPAN.apply(udf("twice", size -> 2 * size, Integer.class, Integer.class).apply(col("size")))));
        for (int i = 0; i < batches.size(); i++) {
            Long once = span(SALES.batches().get(i).stream().map(Sale::size).filter(size -> size != null).toList());
            assertThat(batches.get(i).rows().getFirst().valueAt(0)).isEqualTo(once == null ? null : 2 * once);
        }
    }

    /// The sum of the sizes of all items that are longer than a text.
    private static final class Longer implements Aggregator<Row, Long, Long> {
        @Override
        public Long zero() {
            return 0L;
        }

        @Override
        public Long accumulate(Long state, Row row) {
            return state + (row.stringAt(0).compareTo(row.stringAt(2)) > 0 ? row.intAt(1) : 0);
        }

        @Override
        public Long merge(Long first, Long second) {
            return first + second;
        }

        @Override
        public Long finish(Long state) {
            return state;
        }
    }

    @Layouts
    void itIsOfSeveralColumnsWhereAllAreThere(Layout layout) throws InterruptedException {
        UserAggregate longer = rowUdaf("longer", new Longer(), Long.class, String.class, Integer.class, String.class);
        List<Batch<Row>> batches = SALES.through(layout, sales -> sales.groupBy()
                .window(Durations.seconds(1))
                .agg(longer.apply(col("item"), col("size"), "i2"), count().as("rows")));
        for (int i = 0; i < batches.size(); i++) {
            List<Sale> sales = SALES.batches().get(i);
            List<Sale> there = sales.stream().filter(sale -> sale.item != null && sale.size != null).toList();
            long sum = there.stream()
                    .filter(sale -> String.valueOf(sale.item).compareTo("i2") > 0)
                    .mapToLong(sale -> Objects.requireNonNull(sale.size))
                    .sum();
            assertThat(rows(batches.get(i))).containsExactly(
                    "[%s,%d]".formatted(there.isEmpty() ? null : Long.valueOf(sum), sales.size()));
        }
    }

    @Test
    void aPlanNamesItAndRefusesWhatItDoesNotTake() {
        try (StreamingContext ssc = StreamingContext.builder("planned").build()) {
            DStream<Sale> sales = ssc.input("sales", Sale.class).stream();
            assertThat(sales.groupBy("item").agg(SPAN.apply(col("size")).filter(col("size").gt(0))).explain())
                    .contains("aggregate [span(size) filter (where (size > 0))] by [item]");
            assertThatThrownBy(() -> sales.groupBy("item").agg(SPAN.apply(col("item"))))
                    .isInstanceOf(PlanException.class)
                    .hasMessageContaining("item is utf8, where int32 is due: span(item)");
            assertThatThrownBy(() -> SPAN.stateBytes(0)).isInstanceOf(PlanException.class);
        }
    }

    @Test
    void whatItThrowsStopsTheContextByName() {
        UserAggregate failing = udaf("failing", new Texts() {
            @Override
            public String finish(List<String> state) {
                throw new IllegalStateException("no end");
            }
        }, String.class, String.class);
        try (StreamDriver driver = StreamDriver.of(StreamingContext.builder("test"),
                Batching.every(Durations.seconds(1)))) {
            var sales = driver.context().input("sales", Sale.class);
            driver.collect(sales.stream().groupBy("item").agg(failing.apply(col("item"))));
            driver.start();
            driver.push(sales, new Sale("tea", 1));
            assertThatThrownBy(() -> driver.advance(Duration.ofSeconds(1))).isInstanceOf(UserCodeException.class)
                    .hasMessageContaining("the function of failing (udaf failing, built at UserAggregatesTest.java:")
                    .hasMessageContaining("no end");
        }
    }
}
