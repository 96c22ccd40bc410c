// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.aggregate;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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
import io.tidemill.plan.Window;
import io.tidemill.plan.expr.AggregateFunction;
import io.tidemill.plan.expr.Bound;
import io.tidemill.plan.expr.BoundAggregate;
import io.tidemill.testkit.OperatorCase;
import io.tidemill.testkit.OperatorHarness;
import io.tidemill.testkit.TestRow;

import static io.tidemill.operator.aggregate.EventRows.SECOND;

class RevisedWindowsTest {
    private static final long BATCH = 100_000;
    private static final Bound WORD = new Bound.Column(2, "word", Type.UTF8, true);
    private static final Bound SIZE = new Bound.Column(3, "size", Type.INT64, false);
    private static final Bound PRICE = new Bound.Column(4, "price", Type.FLOAT64, true);

    private static BoundAggregate of(AggregateFunction function, Optional<Bound> argument, Type type) {
        return new BoundAggregate(function, argument, type, argument.map(Bound::nullable).orElse(false));
    }

    private static final List<BoundAggregate> AGGREGATES = List.of(
            of(AggregateFunction.WINDOW_START, Optional.empty(), Type.TIMESTAMP),
            of(AggregateFunction.COUNT, Optional.empty(), Type.INT64),
            of(AggregateFunction.SUM, Optional.of(SIZE), Type.INT64),
            of(AggregateFunction.MAX, Optional.of(PRICE), Type.FLOAT64),
            of(AggregateFunction.WINDOW_END, Optional.empty(), Type.TIMESTAMP));

    private static Schema output(boolean isKeyed, boolean retracts) {
        List<Field> fields = new ArrayList<>();
        if (isKeyed) {
            fields.add(Field.nullable("word", Type.UTF8));
        }
        AGGREGATES.forEach(each -> fields.add(new Field(each.toString(), each.type(), each.nullable())));
        if (retracts) {
            fields.add(Field.of(Emission.CHANGE, Type.INT32));
        }
        return new Schema(fields);
    }

    private static TestRow result(Object key, List<TestRow> rows, long start, long end, int change, boolean isKeyed,
            boolean retracts) {
        List<@Nullable Object> values = new ArrayList<>();
        if (isKeyed) {
            values.add(key.equals("null") ? null : key);
        }
        values.add(start);
        values.add((long) rows.size());
        values.add(rows.stream().mapToLong(row -> row.longAt(3)).sum());
        values.add(rows.stream()
                .map(row -> row.get(4))
                .filter(Objects::nonNull)
                .map(Double.class::cast)
                .max(Double::compare)
                .orElse(null));
        values.add(end);
        if (retracts) {
            values.add(change);
        }
        return TestRow.of(values.toArray());
    }

    private static void verify(Window window, Emission emission, boolean isKeyed) {
        Schema output = output(isKeyed, emission.retracts());
        List<Bound> keys = isKeyed ? List.of(WORD) : List.of();
        OperatorCase operatorCase = OperatorCase
                .of("%s %s%s".formatted(isKeyed ? "by word" : "whole", window, emission), EventRows.SCHEMA, output,
                        () -> new AggregateOperator(EventRows.SCHEMA, output, keys, AGGREGATES, window, emission),
                        () -> RevisedReference.of(window, emission, row -> isKeyed ? String.valueOf(row.get(2)) : "",
                                (key, rows, start, end, change) -> result(key, rows, start, end, change, isKeyed,
                                        emission.retracts())))
                .rows(new EventRows())
                .chunkRows(64)
                .batchMicros(BATCH)
                .inAnyOrder();
        OperatorHarness
                .verify(window instanceof Window.EventTime ? operatorCase.eventTime(EventRows.TIMES) : operatorCase);
    }

    private static List<Emission> emissions() {
        return List.of(new Emission(OutputMode.UPDATE, 0, false), new Emission(OutputMode.UPDATE, 0, true),
                new Emission(OutputMode.UPDATE, 3 * BATCH, true), new Emission(OutputMode.COMPLETE, 0, false),
                new Emission(OutputMode.COMPLETE, 2 * BATCH, false));
    }

    static Stream<Arguments> revised() {
        Stream<Window> windows = Stream.of(new Window.Global(), new Window.Sliding(4 * BATCH, 4 * BATCH),
                new Window.Sliding(6 * BATCH, 2 * BATCH), new Window.EventTime(0, 5 * SECOND, 5 * SECOND),
                new Window.EventTime(0, 10 * SECOND, 5 * SECOND, 20 * SECOND));
        return windows.flatMap(window -> emissions().stream().map(emission -> Arguments.of(window, emission)));
    }

    static Stream<Arguments> lateness() {
        Stream<Window> windows = Stream.of(new Window.EventTime(0, 5 * SECOND, 5 * SECOND, 10 * SECOND),
                new Window.EventTime(0, 9 * SECOND, 3 * SECOND, SECOND));
        return windows.flatMap(window -> Stream.of(Arguments.of(window, Emission.ONCE),
                Arguments.of(window, new Emission(OutputMode.APPEND, 0, true))));
    }

    @ParameterizedTest
    @MethodSource({"revised", "lateness"})
    void putsOutWhatChangedByKey(Window window, Emission emission) {
        verify(window, emission, true);
    }

    @ParameterizedTest
    @MethodSource({"revised", "lateness"})
    void putsOutWhatChangedOfAllRows(Window window, Emission emission) {
        verify(window, emission, false);
    }
}
