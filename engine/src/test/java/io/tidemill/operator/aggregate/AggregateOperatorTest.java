// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.aggregate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.tidemill.memory.Field;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;
import io.tidemill.plan.Window;
import io.tidemill.plan.expr.AggregateFunction;
import io.tidemill.plan.expr.ArithmeticOperator;
import io.tidemill.plan.expr.Bound;
import io.tidemill.plan.expr.BoundAggregate;
import io.tidemill.plan.expr.ComparisonOperator;
import io.tidemill.testkit.OperatorCase;
import io.tidemill.testkit.OperatorHarness;
import io.tidemill.testkit.RandomRows;
import io.tidemill.testkit.RowMaker;
import io.tidemill.testkit.TestRow;

class AggregateOperatorTest {
    private static final long BATCH = 100_000;
    private static final List<AggregateFunction> FUNCTIONS_OF_NUMBERS = List.of(AggregateFunction.COUNT,
            AggregateFunction.SUM, AggregateFunction.AVG, AggregateFunction.MIN, AggregateFunction.MAX);
    private static final Schema SCHEMA = Schema.of(Field.of("id", Type.INT32), Field.nullable("place", Type.INT64),
            Field.of("word", Type.UTF8), Field.nullable("mark", Type.UTF8), Field.nullable("size", Type.INT32),
            Field.of("total", Type.INT64), Field.nullable("single", Type.FLOAT32),
            Field.nullable("price", Type.FLOAT64),
            Field.nullable("open", Type.BOOL), Field.nullable("at", Type.TIMESTAMP), Field.of("day", Type.DATE));

    private static Bound column(String name) {
        int index = SCHEMA.indexOf(name);
        Field field = SCHEMA.field(index);
        return new Bound.Column(index, name, field.type(), field.nullable());
    }

    private static BoundAggregate aggregate(AggregateFunction function, Bound argument, boolean whole) {
        Type type = switch (function) {
            case COUNT -> Type.INT64;
            case AVG -> Type.FLOAT64;
            case SUM -> argument.type().isFloat() ? Type.FLOAT64 : Type.INT64;
            default -> argument.type();
        };
        return new BoundAggregate(function, Optional.of(argument), type,
                function != AggregateFunction.COUNT && (whole || argument.nullable()));
    }

    private static BoundAggregate count() {
        return new BoundAggregate(AggregateFunction.COUNT, Optional.empty(), Type.INT64, false);
    }

    /// Every function of integers and times.
    private static List<BoundAggregate> ofIntegers(boolean whole) {
        List<BoundAggregate> aggregates = ofNumbers(List.of("size", "total"), whole);
        for (String name : List.of("at", "day")) {
            aggregates.add(aggregate(AggregateFunction.MIN, column(name), whole));
            aggregates.add(aggregate(AggregateFunction.MAX, column(name), whole));
        }
        Bound product = new Bound.Arithmetic(ArithmeticOperator.TIMES, column("total"),
                new Bound.Constant(2L, Type.INT64), Type.INT64);
        aggregates.add(aggregate(AggregateFunction.SUM, product, whole));
        return aggregates;
    }

    /// Every function of floats.
    private static List<BoundAggregate> ofFloats(boolean whole) {
        return ofNumbers(List.of("single", "price"), whole);
    }

    private static List<BoundAggregate> ofNumbers(List<String> names, boolean whole) {
        List<BoundAggregate> aggregates = new ArrayList<>(List.of(count()));
        for (String name : names) {
            for (AggregateFunction function : FUNCTIONS_OF_NUMBERS) {
                aggregates.add(aggregate(function, column(name), whole));
            }
        }
        return aggregates;
    }

    private static BoundAggregate where(Bound condition, BoundAggregate all) {
        return new BoundAggregate(all.function(), all.arguments(), Optional.of(condition), all.type(),
                all.function() != AggregateFunction.COUNT);
    }

    /// Every kind of accumulation: from which a slice can be subtracted or not, narrow and wide, of values with and without nulls.
    private static List<BoundAggregate> some() {
        return List.of(count(), aggregate(AggregateFunction.COUNT, column("mark"), false),
                aggregate(AggregateFunction.SUM, column("total"), false),
                aggregate(AggregateFunction.MAX, column("day"), false),
                aggregate(AggregateFunction.AVG, column("price"), false),
                aggregate(AggregateFunction.AVG, column("total"), false));
    }

    private static OperatorCase aggregating(String name, List<Bound> keys, List<BoundAggregate> aggregates,
            Window window) {
        List<Field> fields = new ArrayList<>();
        keys.forEach(key -> fields.add(new Field("key " + fields.size(), key.type(), key.nullable())));
        aggregates.forEach(each -> fields.add(new Field("value " + fields.size(), each.type(), each.nullable())));
        Schema output = new Schema(fields);
        return OperatorCase.of(name + " by " + window, SCHEMA, output,
                () -> new AggregateOperator(SCHEMA, output, keys, aggregates, window),
                () -> AggregateReference.of(keys, aggregates, window))
                .chunkRows(64)
                .batchMicros(BATCH)
                .inAnyOrder();
    }

    static Stream<Window> windows() {
        return Stream.of(new Window.Batch(), new Window.Sliding(2 * BATCH, 2 * BATCH),
                new Window.Sliding(5 * BATCH, BATCH),
                new Window.Sliding(6 * BATCH, 2 * BATCH), new Window.Global());
    }

    static Stream<Arguments> keysAndWindows() {
        List<List<String>> keys = List.of(List.of("id"), List.of("word"), List.of("place", "mark"),
                List.of("open", "single", "day", "word"));
        return keys.stream().flatMap(names -> windows().map(window -> Arguments.of(names, window)));
    }

    @ParameterizedTest
    @MethodSource("keysAndWindows")
    void aggregatesTheGroupsOfEveryKindOfKey(List<String> keys, Window window) {
        OperatorHarness.verify(aggregating("some by " + keys, keys.stream().map(AggregateOperatorTest::column).toList(),
                some(), window).columnar());
    }

    @ParameterizedTest
    @MethodSource("windows")
    void computesEveryAggregateOfEachGroup(Window window) {
        List<Bound> keys = List.of(column("place"));
        OperatorHarness.verify(aggregating("integers by place", keys, ofIntegers(false), window).columnar());
        OperatorHarness.verify(aggregating("floats by place", keys, ofFloats(false), window).columnar());
    }

    @ParameterizedTest
    @MethodSource("windows")
    void aggregatesAllRowsAlsoWhenThereAreNone(Window window) {
        OperatorHarness.verify(aggregating("all integers", List.of(), ofIntegers(true), window).columnar());
        OperatorHarness.verify(aggregating("all floats", List.of(), ofFloats(true), window).columnar());
    }

    @ParameterizedTest
    @MethodSource("windows")
    void leavesOutTheRowsThatAFilterDoesNotMean(Window window) {
        Bound isLarge = new Bound.Comparison(ComparisonOperator.GT, column("size"), new Bound.Constant(40, Type.INT32));
        List<BoundAggregate> filtered = Stream.concat(some().stream(), ofFloats(false).stream())
                .flatMap(all -> Stream.of(all, where(column("open"), all), where(isLarge, all)))
                .toList();
        OperatorHarness.verify(aggregating("filtered by word", List.of(column("word")), filtered, window).columnar());
        OperatorHarness.verify(aggregating("filtered", List.of(), filtered.stream()
                .map(each -> each.function() == AggregateFunction.COUNT ? each : nullable(each))
                .toList(), window).columnar());
    }

    private static BoundAggregate nullable(BoundAggregate each) {
        return new BoundAggregate(each.function(), each.arguments(), each.condition(), each.type(), true);
    }

    @ParameterizedTest
    @MethodSource("windows")
    void ordersFloatsWithNaNLast(Window window) {
        List<BoundAggregate> extremes = Stream.of("single", "price")
                .flatMap(name -> Stream.of(aggregate(AggregateFunction.MIN, column(name), false),
                        aggregate(AggregateFunction.MAX, column(name), false)))
                .toList();
        OperatorHarness.verify(aggregating("extremes", List.of(column("word")), extremes, window)
                .rows(RandomRows.of(SCHEMA).withOddFloats())
                .columnar());
    }

    @ParameterizedTest
    @MethodSource("windows")
    void forgetsKeysWhoseRowsHaveLeft(Window window) {
        RowMaker ordinary = RandomRows.of(SCHEMA);
        long[] next = {0};
        RowMaker everNew = random -> {
            TestRow row = ordinary.next(random);
            return TestRow.make(SCHEMA.size(), column -> column == 1 ? (Object) (next[0]++ / 2) : row.get(column));
        };
        OperatorHarness.verify(aggregating("ever new keys", List.of(column("place")),
                List.of(count(), aggregate(AggregateFunction.MAX, column("total"), false),
                        aggregate(AggregateFunction.SUM, column("total"), false)),
                window).rows(everNew).chunkRows(768).columnar());
    }
}
