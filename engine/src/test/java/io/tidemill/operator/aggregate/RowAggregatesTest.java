// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.aggregate;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.tidemill.Aggregator;
import io.tidemill.Row;
import io.tidemill.memory.Field;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;
import io.tidemill.plan.Site;
import io.tidemill.plan.Window;
import io.tidemill.plan.expr.Aggregate;
import io.tidemill.plan.expr.Binder;
import io.tidemill.plan.expr.Bound;
import io.tidemill.plan.expr.BoundAggregate;
import io.tidemill.plan.expr.UserAggregate;
import io.tidemill.testkit.OperatorCase;
import io.tidemill.testkit.OperatorHarness;
import io.tidemill.testkit.RandomRows;
import io.tidemill.testkit.RowMaker;
import io.tidemill.testkit.TestRow;

import static io.tidemill.Functions.approxCountDistinct;
import static io.tidemill.Functions.boolAnd;
import static io.tidemill.Functions.boolOr;
import static io.tidemill.Functions.col;
import static io.tidemill.Functions.collectList;
import static io.tidemill.Functions.collectSet;
import static io.tidemill.Functions.count;
import static io.tidemill.Functions.countDistinct;
import static io.tidemill.Functions.first;
import static io.tidemill.Functions.last;
import static io.tidemill.Functions.max;
import static io.tidemill.Functions.maxBy;
import static io.tidemill.Functions.median;
import static io.tidemill.Functions.min;
import static io.tidemill.Functions.minBy;
import static io.tidemill.Functions.percentileApprox;
import static io.tidemill.Functions.rowUdaf;
import static io.tidemill.Functions.stddevPop;
import static io.tidemill.Functions.stddevSamp;
import static io.tidemill.Functions.sum;
import static io.tidemill.Functions.udaf;
import static io.tidemill.Functions.varPop;
import static io.tidemill.Functions.varSamp;

/// Aggregates that add rows one by one, held against a reference.
class RowAggregatesTest {
    private static final long BATCH = 100_000;
    private static final Schema SCHEMA = Schema.of(Field.of("word", Type.UTF8), Field.nullable("mark", Type.UTF8),
            Field.nullable("size", Type.INT32), Field.of("tiny", Type.INT8), Field.nullable("price", Type.FLOAT64),
            Field.nullable("open", Type.BOOL), Field.nullable("at", Type.TIMESTAMP));

    static Stream<Window> windows() {
        return Stream.of(new Window.Batch(), new Window.Sliding(5 * BATCH, BATCH), new Window.Global());
    }

    private static OperatorCase aggregating(List<String> keyNames, Window window, Aggregate... aggregates) {
        return onTheHeap(keyNames, window, aggregates).columnar();
    }

    /// As [#aggregating], of states that are objects: they stay in memory.
    private static OperatorCase onTheHeap(List<String> keyNames, Window window, Aggregate... aggregates) {
        Binder binder = new Binder(SCHEMA, "rows", new Site("agg", "nowhere"));
        List<Bound> keys = keyNames.stream().map(name -> binder.bind(col(name))).toList();
        List<BoundAggregate> bound = Stream.of(aggregates)
                .map(aggregate -> binder.bind(aggregate, !keys.isEmpty()))
                .toList();
        List<Field> fields = new ArrayList<>();
        keys.forEach(key -> fields.add(new Field("key " + fields.size(), key.type(), key.nullable())));
        bound.forEach(each -> fields.add(new Field("value " + fields.size(), each.type(), each.nullable())));
        Schema output = new Schema(fields);
        return OperatorCase.of(bound + " by " + keyNames + " and " + window, SCHEMA, output,
                () -> new AggregateOperator(SCHEMA, output, keys, bound, window),
                () -> AggregateReference.of(keys, bound, window))
                .chunkRows(64)
                .batchMicros(BATCH)
                .inAnyOrder();
    }

    private static void verify(Window window, Aggregate... aggregates) {
        OperatorHarness.verify(aggregating(List.of("word"), window, aggregates));
        OperatorHarness.verify(aggregating(List.of(), window, aggregates));
    }

    @ParameterizedTest
    @MethodSource("windows")
    void keepsTheFirstAndTheLastRow(Window window) {
        verify(window, first("mark"), last("size", true), first("open", true), last(col("word")));
        verify(window, first(col("tiny")).filter(col("open")), last("mark", true).filter(col("size").gt(20)), count());
    }

    @ParameterizedTest
    @MethodSource("windows")
    void keepsTheRowOfTheLeastAndTheGreatest(Window window) {
        verify(window, minBy(col("mark"), col("size")), maxBy(col("at"), col("mark")), maxBy(col("size"), col("open")));
        verify(window, minBy(col("tiny"), col("price")), maxBy(col("word"), col("tiny")).filter(col("open")));
    }

    @ParameterizedTest
    @MethodSource("windows")
    void comparesTextsAndTruths(Window window) {
        verify(window, min("mark"), max("word"), min("open"), max(col("open")), boolAnd(col("open")),
                boolOr(col("size").gt(10)));
    }

    @ParameterizedTest
    @MethodSource("windows")
    void ordersFloatsWithNaNLast(Window window) {
        OperatorHarness.verify(aggregating(List.of("word"), window, minBy(col("mark"), col("price")),
                maxBy(col("mark"), col("price"))).rows(RandomRows.of(SCHEMA).withOddFloats()));
    }

    @ParameterizedTest
    @MethodSource("windows")
    void tellsHowValuesSpread(Window window) {
        for (List<String> keys : List.of(List.of("word"), List.<String>of())) {
            OperatorHarness.verify(aggregating(keys, window, varSamp("price"), varPop("size"), stddevSamp("tiny"),
                    stddevPop(col("price").plus(1e6)), sum("price")).seenAs(RowAggregatesTest::rounded));
        }
    }

    @ParameterizedTest
    @MethodSource("windows")
    void countsDifferentValues(Window window) {
        verify(window, countDistinct("mark"), countDistinct("size", "open"), countDistinct("price").filter(col("open")),
                countDistinct("word"));
    }

    @ParameterizedTest
    @MethodSource("windows")
    void collectsValuesInTheOrderOfTheirRows(Window window) {
        verify(window, collectList("mark"), collectList("size").filter(col("open")), collectList("open"));
        verify(window, collectList("word"), collectList(col("price")), collectList("at"));
    }

    @ParameterizedTest
    @MethodSource("windows")
    void collectsDifferentValuesFromTheLeastToTheGreatest(Window window) {
        verify(window, collectSet("mark"), collectSet("size").filter(col("open")), collectSet("open"),
                countDistinct("mark"));
        OperatorHarness.verify(aggregating(List.of("word"), window, collectSet("price"), collectSet("at"))
                .rows(RandomRows.of(SCHEMA).withOddFloats()));
    }

    /// The longest of some texts, of equally long ones the last in the order of letters.
    private record Longest() implements Aggregator<String, String, String> {
        @Override
        public String zero() {
            return "";
        }

        @Override
        public String accumulate(String state, String value) {
            return merge(state, value);
        }

        @Override
        public String merge(String first, String second) {
            return Comparator.comparingInt(String::length)
                    .thenComparing(Comparator.naturalOrder())
                    .compare(first,
                            second) < 0 ? second : first;
        }

        @Override
        public @Nullable String finish(String state) {
            return state.isEmpty() ? null : state;
        }
    }

    /// A sum of products, and how many there were.
    private record Weights() implements Aggregator<Row, List<Long>, Long> {
        @Override
        public List<Long> zero() {
            return List.of(0L, 0L);
        }

        @Override
        public List<Long> accumulate(List<Long> state, Row row) {
            return merge(state, List.of((long) row.intAt(0) * (row.booleanAt(1) ? 1 : -1), 1L));
        }

        @Override
        public List<Long> merge(List<Long> first, List<Long> second) {
            return List.of(first.get(0) + second.get(0), first.get(1) + second.get(1));
        }

        @Override
        public Long finish(List<Long> state) {
            return 1_000 * state.get(0) + state.get(1);
        }
    }

    @ParameterizedTest
    @MethodSource("windows")
    void callsAggregatesOfTheUsers(Window window) {
        UserAggregate longest = udaf("longest", new Longest(), String.class, String.class);
        UserAggregate weights = rowUdaf("weights", new Weights(), Long.class, Integer.class, Boolean.class,
                Instant.class);
        for (List<String> keys : List.of(List.of("word"), List.<String>of())) {
            OperatorHarness.verify(onTheHeap(keys, window, longest.apply(col("mark")),
                    longest.apply(col("word")).filter(col("open")), count()));
            OperatorHarness.verify(onTheHeap(keys, window, weights.apply(col("size"), col("open"), col("at")),
                    weights.apply(col("tiny"), col("open"), col("at")).filter(col("size").gt(20)), sum("size")));
        }
    }

    /// Of as few values as these they are exact.
    @ParameterizedTest
    @MethodSource("windows")
    void findsPercentiles(Window window) {
        OperatorHarness.verify(aggregating(List.of("word"), window, median("price"), percentileApprox("size", 0.9),
                percentileApprox(col("tiny"), 0).filter(col("open"))).seenAs(RowAggregatesTest::rounded));
        OperatorHarness.verify(aggregating(List.of(), window, median("tiny").filter(col("open")))
                .seenAs(RowAggregatesTest::rounded));
    }

    /// Of a few values, and with as many registers, an estimate is exact.
    @ParameterizedTest
    @MethodSource("windows")
    void estimatesHowManyDifferentValuesThereAre(Window window) {
        verify(window, approxCountDistinct("mark", 0.02), approxCountDistinct("open"),
                approxCountDistinct("word", 0.02).filter(col("open")));
    }

    @ParameterizedTest
    @MethodSource("windows")
    void forgetsValuesWhoseRowsHaveLeft(Window window) {
        RowMaker ordinary = RandomRows.of(SCHEMA);
        long[] next = {0};
        RowMaker everNew = random -> {
            TestRow row = ordinary.next(random);
            return TestRow.make(SCHEMA.size(),
                    column -> column == 2 ? (Object) (int) (next[0]++ / 2) : row.get(column));
        };
        OperatorHarness
                .verify(aggregating(List.of("open"), window, countDistinct("size"), collectList("size"))
                        .rows(everNew)
                        .chunkRows(768));
    }

    /// Floats to 9 digits, of what lies between no two of them: a multiple of e.
    private static TestRow rounded(TestRow row) {
        return TestRow.make(row.values().size(), column -> rounded(row.get(column)));
    }

    private static @Nullable Object rounded(@Nullable Object value) {
        return value instanceof Double real && Double.isFinite(real)
                ? new BigDecimal(Math.E * real).round(new MathContext(9)).doubleValue()
                : value;
    }
}
