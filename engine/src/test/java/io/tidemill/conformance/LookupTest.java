// SPDX-License-Identifier: Apache-2.0
package io.tidemill.conformance;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.tidemill.Batching;
import io.tidemill.ConnectorException;
import io.tidemill.DStream;
import io.tidemill.Durations;
import io.tidemill.Input;
import io.tidemill.JoinedStreams;
import io.tidemill.PlanException;
import io.tidemill.Reference;
import io.tidemill.Row;
import io.tidemill.StreamingContext;
import io.tidemill.Table;
import io.tidemill.ThreadLayout;
import io.tidemill.testkit.CollectedStream;
import io.tidemill.testkit.StreamDriver;

import static io.tidemill.Functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// Rows 36 and 42: streams that look up tables, which another stream keeps up to date or a function loads.
@Timeout(240)
final class LookupTest {
    private static final long SEED = Long.getLong("tidemill.seed", 20_261_123);
    private static final int BATCHES = 10;
    private static final int CUSTOMERS = 12;

    record Order(@Nullable String customer, int number) {}

    record Customer(@Nullable String customer, int level) {}

    record Rated(String customer, int number, int level) {}

    private static final TwoStreams<Order, Customer> STREAMS = streams();

    private static TwoStreams<Order, Customer> streams() {
        SplittableRandom random = new SplittableRandom(SEED);
        List<List<Order>> orders = new ArrayList<>();
        List<List<Customer>> customers = new ArrayList<>();
        int number = 0;
        for (int batch = 0; batch < BATCHES; batch++) {
            List<Order> ordered = new ArrayList<>();
            for (int i = random.nextInt(30); i > 0; i--) {
                ordered.add(new Order(random.nextInt(9) == 0 ? null : "C" + random.nextInt(CUSTOMERS), number++));
            }
            orders.add(ordered);
            Set<Integer> changed = new HashSet<>(); // one row a key: which of several is last depends on the lanes
            List<Customer> updates = new ArrayList<>();
            for (int i = random.nextInt(5); i > 0; i--) {
                int customer = random.nextInt(CUSTOMERS);
                if (changed.add(customer)) {
                    updates.add(new Customer(customer == 0 ? null : "C" + customer, number++));
                }
            }
            customers.add(updates);
        }
        return new TwoStreams<>(Order.class, orders, Customer.class, customers);
    }

    private static List<List<String>> naive(boolean withMatch, boolean without) {
        Map<String, Integer> levels = new HashMap<>();
        List<List<String>> batches = new ArrayList<>();
        for (int i = 0; i < BATCHES; i++) {
            for (Customer customer : STREAMS.second().get(i)) {
                if (customer.customer() != null) {
                    levels.put(customer.customer(), customer.level());
                }
            }
            List<String> rows = new ArrayList<>();
            for (Order order : STREAMS.first().get(i)) {
                Integer level = order.customer() == null ? null : levels.get(order.customer());
                if (level == null ? without : withMatch) {
                    rows.add("%s %d %s".formatted(order.customer(), order.number(), level));
                }
            }
            batches.add(rows.stream().sorted().toList());
        }
        return batches;
    }

    private static List<List<String>> joined(Layout layout, Function<JoinedStreams, DStream<Row>> type)
            throws InterruptedException {
        return STREAMS
                .through(layout,
                        (orders, customers) -> type.apply(orders.join(customers.asTable()).on("customer")))
                .stream()
                .map(rows -> rows.stream()
                        .map(row -> "%s %s %s".formatted(row.valueAt(0), row.valueAt(1),
                                row.schema().size() == 2 ? null : row.valueAt(2)))
                        .sorted()
                        .toList())
                .toList();
    }

    @Layouts
    void looksUpTheLastRowOfAKeyAlsoOfTheSameBatch(Layout layout) throws InterruptedException {
        assertThat(joined(layout, JoinedStreams::inner)).isEqualTo(naive(true, false));
        assertThat(joined(layout, JoinedStreams::left)).isEqualTo(naive(true, true));
    }

    @Layouts
    void aRowOfTheTableThatFailsTheConditionIsNone(Layout layout) throws InterruptedException {
        assertThat(joined(layout, joined -> joined.and(col("level").gt(col("number"))).left()))
                .isEqualTo(naive(true, true).stream()
                        .map(batch -> batch.stream().map(LookupTest::onlyHigher).sorted().toList())
                        .toList());
    }

    /// A row of the naive join, without its level if that is not above its number.
    private static String onlyHigher(String row) {
        String[] words = row.split(" ");
        boolean isHigher = !words[2].equals("null") && Integer.parseInt(words[2]) > Integer.parseInt(words[1]);
        return "%s %s %s".formatted(words[0], words[1], isHigher ? words[2] : null);
    }

    @Layouts
    void givesRowsThatATableHasNot(Layout layout) throws InterruptedException {
        assertThat(joined(layout, JoinedStreams::anti)).isEqualTo(naive(false, true));
    }

    @ParameterizedTest(name = "{0} lanes")
    @ValueSource(ints = {1, 2, 3})
    void aReferenceIsLoadedAsAWholeAndAgainWhenAsked(int lanes) {
        AtomicReference<List<Customer>> loaded = new AtomicReference<>(
                List.of(new Customer("a", 1), new Customer("b", 2)));
        try (StreamDriver driver = StreamDriver.of(
                StreamingContext.builder("reference").parallelism(lanes).blockRows(2),
                Batching.every(Durations.seconds(1)))) {
            Input<Order> input = driver.context().input("orders", Order.class);
            Reference<Customer> customers = driver.context().reference("customers", Customer.class, loaded::get);
            CollectedStream<Rated> rated = driver.collect(
                    input.stream().join(customers.table()).on("customer").inner().as(Rated.class));
            driver.start();
            driver.push(input, new Order("a", 1), new Order("b", 2), new Order("c", 3));
            driver.advance(Durations.seconds(1));
            assertThat(rated.rows()).containsExactlyInAnyOrder(new Rated("a", 1, 1), new Rated("b", 2, 2));
            loaded.set(List.of(new Customer("b", 7), new Customer("c", 8)));
            customers.reload();
            driver.push(input, new Order("a", 4), new Order("b", 5), new Order("c", 6));
            driver.advance(Durations.seconds(1));
            assertThat(rated.rows()).hasSize(4).contains(new Rated("b", 5, 7), new Rated("c", 6, 8));
        }
    }

    @Test
    void aLoaderThatThrowsSaysWhichReference() {
        try (StreamingContext ssc = StreamingContext.builder("failing").build()) {
            assertThatThrownBy(() -> ssc.reference("rates", Customer.class, () -> {
                throw new IllegalStateException("no connection");
            })).isInstanceOf(ConnectorException.class)
                    .hasMessageContaining("reference rates could not be loaded")
                    .hasMessageContaining("no connection");
            Table rates = ssc.reference("rates", Customer.class, () -> List.of(new Customer("a", 1))).table();
            assertThat(ssc.input("orders", Order.class).stream().join(rates).on("customer").left().explain())
                    .as("nothing is left of the one that failed")
                    .contains("input rates ");
        }
    }

    @Test
    void aReloadThatThrowsLeavesTheRowsAsTheyAreAndTellsWhy() {
        AtomicReference<Callable<List<Customer>>> loader = new AtomicReference<>(() -> List.of(new Customer("a", 1)));
        Reference<Customer> customers;
        try (StreamDriver driver = StreamDriver.every(Durations.seconds(1))) {
            Input<Order> input = driver.context().input("orders", Order.class);
            customers = driver.context().reference("customers", Customer.class, () -> loader.get().call());
            CollectedStream<Rated> rated = driver.collect(
                    input.stream().join(customers.table()).on("customer").inner().as(Rated.class));
            driver.start();
            driver.push(input, new Order("a", 1));
            driver.advance(Durations.seconds(1));
            loader.set(() -> {
                throw new InterruptedException("while it was loading");
            });
            assertThatThrownBy(customers::reload).isInstanceOf(ConnectorException.class)
                    .hasMessageContaining("while it was loading");
            assertThat(Thread.interrupted()).isTrue();
            assertThat(customers.failure()).get().asString().contains("reference customers could not be loaded");
            driver.push(input, new Order("a", 2));
            driver.advance(Durations.seconds(1));
            assertThat(rated.rows()).containsExactly(new Rated("a", 1, 1), new Rated("a", 2, 1));
            loader.set(() -> List.of(new Customer("a", 5)));
            customers.reload();
            assertThat(customers.failure()).isEmpty();
            driver.push(input, new Order("a", 3));
            driver.advance(Durations.seconds(1));
            assertThat(rated.rows()).contains(new Rated("a", 3, 5));
        }
        assertThatThrownBy(customers::reload).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("customers is of a context that has stopped");
    }

    /// A row that cannot be read, and so not be written either.
    record Unreadable(String customer, int level) {
        @Override
        public int level() {
            throw new IllegalStateException("no level of " + customer);
        }
    }

    @Test
    void aVersionThatCannotBeWrittenStopsTheEngineByName() {
        try (StreamingContext ssc = StreamingContext.builder("unreadable")
                .layout(ThreadLayout.inline())
                .batching(Batching.natural())
                .build()) {
            Reference<Unreadable> customers = ssc.reference("customers", Unreadable.class,
                    () -> List.of(new Unreadable("a", 1)));
            Input<Order> input = ssc.input("orders", Order.class);
            input.stream().join(customers.table()).on("customer").inner().foreachBatch((_, _) -> {});
            assertThatThrownBy(() -> {
                ssc.start();
                for (int i = 0; i < 100; i++) {
                    ssc.doWork();
                }
                ssc.awaitTermination();
            }).isInstanceOf(ConnectorException.class)
                    .hasMessageContaining("source customers failed")
                    .hasStackTraceContaining("no level of a");
        }
    }

    @Test
    void whatALookupCannotGiveIsRefused() {
        try (StreamingContext ssc = StreamingContext.builder("wrong").build()) {
            JoinedStreams joined = ssc.input("orders", Order.class)
                    .stream()
                    .join(ssc.input("customers", Customer.class).stream().asTable())
                    .on("customer");
            assertThat(joined.left().explain()).contains("left join on [customer] = [customer]")
                    .contains("looked up in the table of the last row of each key");
            assertThatThrownBy(joined::full).isInstanceOf(PlanException.class)
                    .hasMessageContaining("end the join with inner(), left(), semi() or anti()");
            assertThatThrownBy(() -> joined.asOf(Durations.seconds(1))).isInstanceOf(PlanException.class)
                    .hasMessageContaining("a table has no event time");
        }
    }
}
