// SPDX-License-Identifier: Apache-2.0
package io.tidemill.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.tidemill.DStream;
import io.tidemill.Durations;
import io.tidemill.JoinedStreams;
import io.tidemill.PlanException;
import io.tidemill.Row;
import io.tidemill.StreamingContext;
import io.tidemill.memory.Type;

import static io.tidemill.Functions.col;
import static io.tidemill.Functions.count;
import static io.tidemill.Functions.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// Joins of two streams, batch by batch, held against loops over all pairs.
@Timeout(240)
final class JoinTest {
    private static final long SEED = Long.getLong("tidemill.seed", 20_261_123);
    private static final int BATCHES = 6;
    private static final int MOST_ROWS = 40; // more than the blocks of a source hold in lanes

    record Order(@Nullable String id, int day, int amount) {}

    record Payment(@Nullable String id, int due, int paid) {}

    private static final TwoStreams<Order, Payment> STREAMS = streams();

    private static TwoStreams<Order, Payment> streams() {
        SplittableRandom random = new SplittableRandom(SEED);
        List<List<Order>> orders = new ArrayList<>();
        List<List<Payment>> payments = new ArrayList<>();
        for (int batch = 0; batch < BATCHES; batch++) {
            orders.add(Stream.generate(() -> new Order(id(random), random.nextInt(3), random.nextInt(100)))
                    .limit(random.nextInt(MOST_ROWS))
                    .toList());
            payments.add(Stream.generate(() -> new Payment(id(random), random.nextInt(3), random.nextInt(100)))
                    .limit(random.nextInt(MOST_ROWS))
                    .toList());
        }
        return new TwoStreams<>(Order.class, orders, Payment.class, payments);
    }

    private static @Nullable String id(SplittableRandom random) {
        return random.nextInt(8) == 0 ? null : "order " + random.nextInt(20);
    }

    /// Rows as text, sorted: lanes divide them by hash range.
    private static List<List<String>> sorted(List<List<Row>> batches) {
        return batches.stream().map(rows -> rows.stream().map(JoinTest::text).sorted().toList()).toList();
    }

    private static String text(Row row) {
        List<String> values = new ArrayList<>();
        for (int column = 0; column < row.schema().size(); column++) {
            values.add(String.valueOf(row.valueAt(column)));
        }
        return String.join(" ", values);
    }

    /// @param left whether left rows without a match are given
    /// @param right the same of right rows
    private static List<List<String>> naive(List<List<Order>> orders, List<List<Payment>> payments,
            BiPredicate<Order, Payment> matches, boolean left, boolean right) {
        List<List<String>> batches = new ArrayList<>();
        for (int i = 0; i < orders.size(); i++) {
            List<Order> ofLeft = orders.get(i);
            List<Payment> ofRight = payments.get(i);
            List<String> rows = new ArrayList<>();
            ofLeft.forEach(order -> ofRight.stream()
                    .filter(payment -> matches.test(order, payment))
                    .forEach(payment -> rows.add(pair(order.id(), order, payment))));
            if (left) {
                ofLeft.stream()
                        .filter(order -> ofRight.stream().noneMatch(payment -> matches.test(order, payment)))
                        .forEach(order -> rows.add(pair(order.id(), order, null)));
            }
            if (right) {
                ofRight.stream()
                        .filter(payment -> ofLeft.stream().noneMatch(order -> matches.test(order, payment)))
                        .forEach(payment -> rows.add(pair(payment.id(), null, payment)));
            }
            batches.add(rows.stream().sorted().toList());
        }
        return batches;
    }

    private static String pair(@Nullable String id, @Nullable Order order, @Nullable Payment payment) {
        return "%s %s %s %s %s".formatted(id, order == null ? null : order.day(),
                order == null ? null : order.amount(), payment == null ? null : payment.due(),
                payment == null ? null : payment.paid());
    }

    private static boolean sameId(Order order, Payment payment) {
        return order.id() != null && order.id().equals(payment.id());
    }

    private static List<List<String>> joined(Layout layout, Function<JoinedStreams, DStream<Row>> type)
            throws InterruptedException {
        return sorted(STREAMS.through(layout,
                (orders, payments) -> type.apply(orders.join(payments).on("id"))));
    }

    private static List<List<String>> naive(BiPredicate<Order, Payment> matches, boolean left, boolean right) {
        return naive(STREAMS.first(), STREAMS.second(), matches, left, right);
    }

    @Layouts
    void E3_joinsRowsOfABatchWithEqualKeys(Layout layout) throws InterruptedException {
        assertThat(joined(layout, JoinedStreams::inner)).isEqualTo(naive(JoinTest::sameId, false, false));
        assertThat(joined(layout, JoinedStreams::left)).isEqualTo(naive(JoinTest::sameId, true, false));
        assertThat(joined(layout, JoinedStreams::right)).isEqualTo(naive(JoinTest::sameId, false, true));
        assertThat(joined(layout, JoinedStreams::full)).isEqualTo(naive(JoinTest::sameId, true, true));
    }

    @Layouts
    void givesLeftRowsOnceForHavingAMatchOrNone(Layout layout) throws InterruptedException {
        List<List<String>> semi = new ArrayList<>();
        List<List<String>> anti = new ArrayList<>();
        for (int i = 0; i < BATCHES; i++) {
            List<Payment> payments = STREAMS.second().get(i);
            List<Order> orders = STREAMS.first().get(i);
            semi.add(lefts(orders.stream().filter(order -> payments.stream().anyMatch(row -> sameId(order, row)))));
            anti.add(lefts(orders.stream().filter(order -> payments.stream().noneMatch(row -> sameId(order, row)))));
        }
        assertThat(joined(layout, JoinedStreams::semi)).isEqualTo(semi);
        assertThat(joined(layout, JoinedStreams::anti)).isEqualTo(anti);
    }

    private static List<String> lefts(Stream<Order> orders) {
        return orders.map(order -> "%s %d %d".formatted(order.id(), order.day(), order.amount())).sorted().toList();
    }

    @Layouts
    void joinsOnSeveralKeysAndAConditionBesides(Layout layout) throws InterruptedException {
        BiPredicate<Order, Payment> matches = (order, payment) -> sameId(order, payment)
                && order.day() == payment.due() && payment.paid() >= order.amount();
        for (boolean full : List.of(false, true)) {
            List<List<String>> actual = sorted(STREAMS.through(layout, (orders, payments) -> {
                JoinedStreams joined = orders.join(payments)
                        .on("id")
                        .on(col("day"), col("due").cast(Type.INT64))
                        .and(col("paid").geq(col("amount")));
                return full ? joined.full() : joined.inner();
            }));
            assertThat(actual).isEqualTo(naive(matches, full, full));
        }
    }

    @Layouts
    void T5_joinsTheRowsOfTwoWindows(Layout layout) throws InterruptedException {
        List<List<Order>> orders = new ArrayList<>();
        List<List<Payment>> payments = new ArrayList<>();
        for (int batch = 0; batch < BATCHES; batch++) {
            int from = Math.max(0, batch - 2);
            orders.add(STREAMS.first().subList(from, batch + 1).stream().flatMap(List::stream).toList());
            payments.add(STREAMS.second().subList(from, batch + 1).stream().flatMap(List::stream).toList());
        }
        assertThat(sorted(STREAMS.through(layout,
                (left, right) -> left.window(Durations.seconds(3)).join(right.window(Durations.seconds(3)), "id"))))
                .isEqualTo(naive(orders, payments, JoinTest::sameId, false, false));
    }

    @Layouts
    void joinsAStreamWithItself(Layout layout) throws InterruptedException {
        List<List<String>> actual = sorted(STREAMS.through(layout, (orders, _) -> orders
                .join(orders.groupBy("id").agg(sum("amount").as("total"), count().as("orders")), "id")));
        List<List<String>> expected = STREAMS.first()
                .stream()
                .map(batch -> batch.stream().filter(order -> order.id() != null).map(order -> {
                    List<Order> same = batch.stream().filter(one -> Objects.equals(one.id(), order.id())).toList();
                    return "%s %d %d %d %d".formatted(order.id(), order.day(), order.amount(),
                            same.stream().mapToLong(Order::amount).sum(), same.size());
                }).sorted().toList())
                .toList();
        assertThat(actual).isEqualTo(expected);
    }

    @Layouts
    void aBatchThatDoesNotFitIsRefusedByName(Layout layout) {
        List<Order> orders = Stream.iterate(0, i -> i + 1)
                .limit(50_000)
                .map(i -> new Order("order " + i, i, i))
                .toList();
        TwoStreams<Order, Payment> many = new TwoStreams<>(Order.class, List.of(orders), Payment.class,
                List.of(List.of()));
        assertThatThrownBy(() -> many.through(layout, 4 << 20, (left, right) -> left.join(right).on("id").left()))
                .hasMessageContaining("of queue/join needs")
                .hasMessageContaining("raise the memory budget")
                .hasMessageContaining(" left and 0 right rows of ");
    }

    @Test
    void explainTellsTheJoinAndItsSides() {
        try (StreamingContext ssc = StreamingContext.builder("explained").parallelism(2).build()) {
            DStream<Order> orders = ssc.input("orders", Order.class).stream();
            DStream<Payment> payments = ssc.input("payments", Payment.class).stream();
            String text = orders.join(payments).on("id").and(col("paid").lt(col("amount"))).left().explain();
            assertThat(text).contains("left join on [id] = [id] and (paid < amount)")
                    .contains("where")
                    .contains("-> right of orders/join")
                    .contains("exchange at the end of a batch: each lane merges its hash ranges of all");
        }
    }

    @Test
    void explainTellsWhereFiltersWentAndWhichColumnsAreLeft() {
        try (StreamingContext ssc = StreamingContext.builder("explained").build()) {
            DStream<Order> orders = ssc.input("orders", Order.class).stream();
            DStream<Payment> payments = ssc.input("payments", Payment.class).stream();
            String text = orders.join(payments)
                    .on("id")
                    .inner()
                    .where(col("amount").gt(10).and(col("paid").lt(20)).and(col("day").lt(col("due"))))
                    .select("id")
                    .explain();
            assertThat(text).contains("orders/where#2: where (amount > 10) gives ", "-> orders/join\n",
                    "payments/where#2: where (paid < 20) gives ", "-> right of orders/join\n",
                    "orders/join: inner join on [id] = [id] gives [id: utf8, day: int32, due: int32]",
                    "orders/where#3: where (day < due) gives ");
        }
    }

    @Test
    void wrongJoinsAreRefusedWhereTheyAreWritten() {
        try (StreamingContext ssc = StreamingContext.builder("wrong").build();
                StreamingContext other = StreamingContext.builder("other").build()) {
            DStream<Order> orders = ssc.input("orders", Order.class).stream();
            DStream<Payment> payments = ssc.input("payments", Payment.class).stream();
            assertThatThrownBy(() -> orders.join(payments, "day")).isInstanceOf(PlanException.class)
                    .hasMessageContaining("no column `day` in payments")
                    .hasMessageContaining("JoinTest.java");
            assertThatThrownBy(() -> orders.join(payments).inner()).isInstanceOf(PlanException.class)
                    .hasMessageContaining("a join needs a key");
            assertThatThrownBy(() -> orders.join(orders).on(col("day"), col("amount")).inner())
                    .isInstanceOf(PlanException.class)
                    .hasMessageContaining("both orders and orders have a column `id`")
                    .hasMessageContaining("give it another name");
            assertThatThrownBy(() -> orders.join(payments).on(col("id"), col("due")).inner())
                    .isInstanceOf(PlanException.class)
                    .hasMessageContaining("`id` of orders is utf8 and `due` of payments is int32")
                    .hasMessageContaining("cast one");
            assertThatThrownBy(() -> orders.join(payments.window(Durations.seconds(2), Durations.seconds(2)), "id"))
                    .isInstanceOf(PlanException.class)
                    .hasMessageContaining("a join needs streams of one slide");
            assertThatThrownBy(() -> orders.join(orders.map(row -> row), "id")).isInstanceOf(PlanException.class)
                    .hasMessageContaining("Java objects");
            assertThatThrownBy(() -> orders.join(other.input("payments", Payment.class).stream(), "id"))
                    .isInstanceOf(PlanException.class)
                    .hasMessageContaining("different contexts");
        }
    }
}
