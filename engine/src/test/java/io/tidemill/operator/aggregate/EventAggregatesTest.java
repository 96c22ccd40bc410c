// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.aggregate;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.tidemill.OutputMode;
import io.tidemill.memory.Field;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;
import io.tidemill.plan.Emission;
import io.tidemill.plan.Site;
import io.tidemill.plan.Window;
import io.tidemill.plan.expr.Aggregate;
import io.tidemill.plan.expr.Binder;
import io.tidemill.plan.expr.Bound;
import io.tidemill.plan.expr.BoundAggregate;
import io.tidemill.testkit.OperatorCase;
import io.tidemill.testkit.OperatorHarness;
import io.tidemill.testkit.TestRow;

import static io.tidemill.Functions.approxCountDistinct;
import static io.tidemill.Functions.col;
import static io.tidemill.Functions.collectList;
import static io.tidemill.Functions.collectSet;
import static io.tidemill.Functions.countDistinct;
import static io.tidemill.Functions.first;
import static io.tidemill.Functions.last;
import static io.tidemill.Functions.max;
import static io.tidemill.Functions.maxBy;
import static io.tidemill.Functions.median;
import static io.tidemill.Functions.minBy;
import static io.tidemill.Functions.varPop;
import static io.tidemill.operator.aggregate.EventRows.SECOND;

/// Aggregates that keep more than a number, in windows of event time: with stragglers, late rows and results that are taken back.
class EventAggregatesTest {
    private static final List<Aggregate> ALL = List.of(first("word"), last("price", true),
            maxBy(col("word"), col("price")), minBy(col("size"), col("word")), max("word"), countDistinct("word"),
            countDistinct("size", "price").filter(col("size").gt(20)), approxCountDistinct("word", 0.02),
            median("price"), varPop("size"));
    private static final List<Aggregate> COLLECTED = List.of(collectList("word"), collectSet("word"),
            collectSet(col("price")).filter(col("size").gt(20)), collectList("at"));
    private static final List<Aggregate> SOME = List.of(last("word"), countDistinct("size"));

    static Stream<Arguments> windows() {
        return Stream.of(Arguments.of(new Window.EventTime(0, 9 * SECOND, 3 * SECOND), Emission.ONCE, ALL),
                Arguments.of(new Window.EventTime(0, 9 * SECOND, 3 * SECOND), Emission.ONCE, COLLECTED),
                Arguments.of(new Window.EventTime(0, 10 * SECOND, 5 * SECOND, 20 * SECOND),
                        new Emission(OutputMode.UPDATE, 0, true), SOME)); // many windows are open: little of each
    }

    @ParameterizedTest
    @MethodSource("windows")
    void holdsByKey(Window window, Emission emission, List<Aggregate> aggregates) {
        verify(window, emission, aggregates, true);
    }

    @ParameterizedTest
    @MethodSource("windows")
    void holdsOfAllRows(Window window, Emission emission, List<Aggregate> aggregates) {
        verify(window, emission, aggregates, false);
    }

    private static void verify(Window window, Emission emission, List<Aggregate> aggregates, boolean isKeyed) {
        Binder binder = new Binder(EventRows.SCHEMA, "rows", new Site("agg", "nowhere"));
        List<Bound> keys = isKeyed ? List.of(binder.bind(col("word"))) : List.of();
        List<BoundAggregate> bound = aggregates.stream().map(aggregate -> binder.bind(aggregate, true)).toList();
        List<Field> fields = new ArrayList<>();
        if (isKeyed) {
            fields.add(Field.nullable("word", Type.UTF8));
        }
        bound.forEach(each -> fields.add(new Field("value " + fields.size(), each.type(), each.nullable())));
        if (emission.retracts()) {
            fields.add(Field.of(Emission.CHANGE, Type.INT32));
        }
        Schema output = new Schema(fields);
        OperatorHarness.verify(OperatorCase
                .of("%s %s%s".formatted(isKeyed ? "by word" : "whole", window, emission), EventRows.SCHEMA, output,
                        () -> new AggregateOperator(EventRows.SCHEMA, output, keys, bound, window, emission),
                        () -> RevisedReference.of(window, emission, row -> isKeyed ? String.valueOf(row.get(2)) : "",
                                (key, rows, _, _, change) -> result(bound, rows, isKeyed,
                                        emission.retracts() ? change : null)))
                .rows(new EventRows())
                .chunkRows(64)
                .batchMicros(100_000)
                .inAnyOrder()
                .eventTime(EventRows.TIMES)
                .seenAs(row -> TestRow.make(row.values().size(), column -> rounded(row.get(column)))));
    }

    private static TestRow result(List<BoundAggregate> aggregates, List<TestRow> rows, boolean isKeyed,
            @Nullable Integer change) {
        List<@Nullable Object> values = new ArrayList<>();
        if (isKeyed) {
            values.add(rows.getFirst().get(2));
        }
        aggregates.forEach(aggregate -> values.add(AggregateReference.value(aggregate, rows)));
        if (change != null) {
            values.add(change);
        }
        return TestRow.of(values.toArray());
    }

    private static @Nullable Object rounded(@Nullable Object value) {
        return value instanceof Double real && Double.isFinite(real)
                ? new BigDecimal(Math.E * real).round(new MathContext(9)).doubleValue()
                : value;
    }
}
