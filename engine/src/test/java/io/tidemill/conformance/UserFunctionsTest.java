// SPDX-License-Identifier: Apache-2.0
package io.tidemill.conformance;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.tidemill.DStream;
import io.tidemill.Decimal;
import io.tidemill.Durations;
import io.tidemill.PlanException;
import io.tidemill.Row;
import io.tidemill.StreamingContext;
import io.tidemill.conformance.Batches.Batch;
import io.tidemill.memory.Type;
import io.tidemill.plan.expr.UserFunction;

import static io.tidemill.Functions.col;
import static io.tidemill.Functions.count;
import static io.tidemill.Functions.explode;
import static io.tidemill.Functions.lit;
import static io.tidemill.Functions.rowUdf;
import static io.tidemill.Functions.split;
import static io.tidemill.Functions.sum;
import static io.tidemill.Functions.udf;
import static io.tidemill.Functions.vectorizedUdf;
import static io.tidemill.Functions.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// Functions of the user's in expressions, against the same functions called on the rows.
class UserFunctionsTest {
    private static final UserFunction SHOUT = udf("shout", text -> text.toUpperCase(Locale.ROOT) + "!", String.class,
            String.class);
    private static final UserFunction SHORT = udf("shortest", UserFunctionsTest::shortest, String.class, String.class);
    private static final UserFunction SHARE = udf("share", (part, all) -> (double) part / all, Integer.class,
            Long.class, Double.class);
    private static final UserFunction BOUNDED = udf("bounded",
            (value, least, most) -> Math.clamp(value, least, most), Integer.class, Integer.class, Integer.class,
            Integer.class);
    private static final UserFunction KNOWN = rowUdf("known", row -> !row.isNull(0) && !row.isNull(1), Boolean.class,
            Integer.class, String.class).withNulls();
    private static final UserFunction TWICE = vectorizedUdf("twice", (arguments, result) -> {
        for (int i = 0; i < arguments.selectedRows(); i++) {
            int row = arguments.rowAt(i);
            result.setLong(row, 2 * arguments.column(0).longAt(row));
        }
    }, Long.class, Long.class);
    private static final UserFunction INVERSE = udf("inverse", size -> 60 / size, Integer.class, Integer.class);
    private static final UserFunction PRICE = udf("price", (amount, size) -> amount.multiply(new BigDecimal(size)),
            BigDecimal.class, Integer.class, BigDecimal.class).returning(Type.decimal(12, 2));

    record Order(@Nullable String item, @Nullable Integer size, long stock,
            @Nullable @Decimal(precision = 9, scale = 2) BigDecimal amount) {}

    @SuppressWarnings("NullAway") // what users do
    private static String shortest(String text) {
        return text.length() > 3 ? null : text;
    }

    private static List<Order> orders(long seed, int rows) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Order> orders = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            orders.add(new Order(random.nextInt(4) == 0 ? null : List.of("tea", "cocoa", "é").get(random.nextInt(3)),
                    random.nextInt(4) == 0 ? null : random.nextInt(-2, 3), random.nextLong(1, 1_000_000),
                    random.nextInt(4) == 0 ? null : BigDecimal.valueOf(random.nextInt(10_000), 2)));
        }
        return orders;
    }

    private static final Batches<Order> ORDERS = Batches.of(Order.class, orders(7, 150), orders(8, 0), orders(9, 63));

    private static List<List<String>> through(Layout layout, Function<DStream<Order>, DStream<Row>> pipeline)
            throws InterruptedException {
        return ORDERS.throughSorted(layout, pipeline)
                .stream()
                .map(batch -> batch.rows().stream().map(Row::toString).toList())
                .toList();
    }

    /// What rows come to one by one.
    private static List<List<String>> naive(Function<Order, @Nullable String> row) {
        return ORDERS.batches()
                .stream()
                .map(batch -> batch.stream().map(row).filter(text -> text != null).sorted().toList())
                .toList();
    }

    @Layouts
    void aFunctionIsCalledWhereItsArgumentsAreThere(Layout layout) throws InterruptedException {
        assertThat(through(layout, orders -> orders.select(SHOUT.apply(col("item")), SHORT.apply(col("item")),
                SHARE.apply(col("size"), col("stock")), BOUNDED.apply(col("size"), lit(-1), 1))))
                .isEqualTo(naive(order -> "[%s,%s,%s,%s]".formatted(
                        order.item == null ? null : order.item.toUpperCase(Locale.ROOT) + "!",
                        order.item == null ? null : shortest(order.item),
                        order.size == null ? null : (double) order.size / order.stock,
                        order.size == null ? null : Math.clamp(order.size, -1, 1))));
    }

    @Layouts
    void aFunctionOfDecimalsAnswersDecimals(Layout layout) throws InterruptedException {
        assertThat(through(layout, orders -> orders.select(PRICE.apply(col("amount"), col("size")))))
                .isEqualTo(naive(order -> order.amount == null || order.size == null
                        ? "[null]"
                        : "[%s]".formatted(order.amount.multiply(new BigDecimal(order.size)).setScale(2))));
    }

    @Layouts
    void aFunctionThatAsksForNullsGetsThem(Layout layout) throws InterruptedException {
        assertThat(through(layout,
                orders -> orders.where(KNOWN.apply(col("size"), col("item"))).select(col("size"), col("item"))))
                .isEqualTo(naive(order -> order.size == null || order.item == null
                        ? null
                        : "[%d,%s]".formatted(order.size, order.item)));
    }

    @Layouts
    void aVectorizedFunctionGetsTheRowsThatAreMeant(Layout layout) throws InterruptedException {
        assertThat(through(layout, orders -> orders.where(col("size").gt(0)).select(TWICE.apply(col("size")))))
                .isEqualTo(naive(order -> order.size == null || order.size <= 0 ? null : "[" + 2 * order.size + "]"));
    }

    @Layouts
    void aFunctionIsNotCalledInABranchThatIsNotTaken(Layout layout) throws InterruptedException {
        assertThat(through(layout, orders -> orders.select(
                when(col("size").ne(0), INVERSE.apply(col("size"))).otherwise(0).as("inverse"))))
                .isEqualTo(naive(order -> "[" + (order.size == null || order.size == 0 ? 0 : 60 / order.size) + "]"));
    }

    @Layouts
    void aggregatesCallAFunctionOnlyForRowsThatTheyMean(Layout layout) throws InterruptedException {
        assertThat(through(layout, orders -> orders.groupBy(SHOUT.apply(col("item")).as("item"))
                .window(Durations.seconds(1))
                .agg(sum(INVERSE.apply(col("size"))).filter(col("size").ne(0)).as("inverses"),
                        count().filter(KNOWN.apply(col("size"), col("item"))).as("known"))))
                .isEqualTo(through(layout, orders -> orders
                        .select(when(col("item").eq("tea"), "TEA!").when(col("item").eq("cocoa"), "COCOA!")
                                .when(col("item").eq("é"), "É!")
                                .as("item"),
                                when(col("size").ne(0), lit(60).div(col("size"))).as("inverse"),
                                col("size").isNotNull().and(col("item").isNotNull()).as("known"))
                        .groupBy("item")
                        .window(Durations.seconds(1))
                        .agg(sum("inverse").as("inverses"), count().filter(col("known")).as("known"))));
    }

    @Layouts
    void whatAFunctionMakesCanBeExploded(Layout layout) throws InterruptedException {
        List<Batch<String>> words = Batches.words("a-b c", "", "d-e-f")
                .throughSorted(layout,
                        stream -> stream.select(explode(split(SHOUT.apply(col("value")), "-")).as("value"))
                                .where(col("value").isNotNull())
                                .map(String.class, row -> row.stringAt(0)));
        assertThat(words).containsExactly(Batch.at(1, "A", "B!", "C!"), Batch.at(2), Batch.at(3, "D", "E", "F!"));
    }

    @Test
    void explainNamesWhatIsCalledRowByRow() {
        try (StreamingContext ssc = StreamingContext.builder("explained").build()) {
            DStream<Order> orders = ssc.input("orders", Order.class).stream();
            assertThat(orders.select(SHOUT.apply(col("item")), TWICE.apply(col("size"))).explain())
                    .contains("select [shout(item), twice(cast(size as int64))]", "(row by row: [shout(item)])");
            assertThat(orders.groupBy("item").agg(sum(INVERSE.apply(col("size")))).explain())
                    .contains("aggregate [sum(4: inverse(size))]", "inverse(size)]");
        }
    }

    @Test
    void whatDoesNotFitIsRefusedWhenThePlanIsMade() {
        try (StreamingContext ssc = StreamingContext.builder("refused").build()) {
            DStream<Order> orders = ssc.input("orders", Order.class).stream();
            assertThatThrownBy(() -> orders.select(SHOUT.apply(col("size")))).isInstanceOf(PlanException.class)
                    .hasMessageContaining("size is int32, where utf8 is due: shout(size)");
            assertThatThrownBy(() -> orders.select(SHARE.apply(col("size")))).isInstanceOf(PlanException.class)
                    .hasMessageContaining("share takes 2 arguments, not 1");
            assertThatThrownBy(() -> udf("list", _ -> "", List.class, String.class)).isInstanceOf(PlanException.class)
                    .hasMessageContaining("java.util.List");
            assertThatThrownBy(() -> SHOUT.returning(Type.INT32)).isInstanceOf(PlanException.class)
                    .hasMessageContaining("shout answers utf8, not int32 [udf shout at UserFunctionsTest.java:");
            assertThatThrownBy(
                    () -> orders.join(orders.named("others"))
                            .on(SHOUT.apply(col("item")), SHOUT.apply(col("item")))
                            .inner())
                    .isInstanceOf(PlanException.class)
                    .hasMessageContaining("a join calls no functions of yours");
        }
    }
}
