// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.aggregate;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.tidemill.OutputMode;
import io.tidemill.memory.Field;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;
import io.tidemill.operator.aggregate.RevisedReference.Results;
import io.tidemill.plan.ColumnPlan;
import io.tidemill.plan.Emission;
import io.tidemill.plan.Plan;
import io.tidemill.plan.Site;
import io.tidemill.plan.TopRows;
import io.tidemill.plan.Window;
import io.tidemill.plan.expr.AggregateFunction;
import io.tidemill.plan.expr.Bound;
import io.tidemill.plan.expr.BoundAggregate;
import io.tidemill.plan.expr.BoundOrder;
import io.tidemill.testkit.OperatorCase;
import io.tidemill.testkit.OperatorHarness;
import io.tidemill.testkit.RandomRows;
import io.tidemill.testkit.TestRow;

import static io.tidemill.operator.aggregate.EventRows.SECOND;

class TopRowsTest {
    private static final Site SITE = new Site("top", "TopRowsTest.java");
    private static final long BATCH = 100_000;
    private static final Schema WIDE = Schema.of(Field.nullable("small", Type.INT8), Field.nullable("open", Type.BOOL),
            Field.nullable("word", Type.UTF8), Field.nullable("price", Type.FLOAT32), Field.of("at", Type.TIMESTAMP),
            Field.nullable("bytes", Type.BINARY));
    private static final Schema AMOUNTS = Schema.of(Field.nullable("amount", Type.decimal(30, 6)),
            Field.nullable("bytes", Type.BINARY), Field.nullable("hour", Type.TIME), Field.of("open", Type.BOOL));
    private static final List<BoundAggregate> BESIDE = List.of(
            new BoundAggregate(AggregateFunction.RANK, Optional.empty(), Type.INT32, false),
            new BoundAggregate(AggregateFunction.COUNT, Optional.empty(), Type.INT64, false));

    /// Some rows of each key, as a plan and naively.
    private record Top(Schema schema, List<Integer> keys, int most, boolean latestFirst, List<BoundOrder> order) {

        static Top of(Schema schema, List<Integer> keys, int most, BoundOrder... order) {
            return new Top(schema, keys, most, false, List.of(order));
        }

        ColumnPlan.Aggregate plan(Window window, Emission emission) {
            List<Bound.Column> columns = new ArrayList<>();
            List<Field> fields = new ArrayList<>();
            keys.forEach(key -> fields.add(schema.field(key)));
            BESIDE.forEach(each -> fields.add(Field.of(each.toString(), each.type())));
            Schema groups = new Schema(fields);
            for (int column = 0; column < schema.size(); column++) {
                if (!keys.contains(column)) {
                    columns.add(column(schema, column));
                    fields.add(schema.field(column));
                }
            }
            List<Bound> boundKeys = keys.stream().<Bound>map(key -> column(schema, key)).toList();
            return new ColumnPlan.Aggregate(new Plan.Scan(0, "rows", schema, SITE), boundKeys, BESIDE, window, groups,
                    SITE).top(new TopRows(most, order, latestFirst, columns), new Schema(fields)).emitting(emission);
        }

        List<TestRow> rows(List<TestRow> group, @Nullable Integer change) {
            List<TestRow> sorted = new ArrayList<>(latestFirst ? group.reversed() : group);
            sorted.sort((left, right) -> order.stream()
                    .mapToInt(by -> compare(by, left, right))
                    .filter(compared -> compared != 0)
                    .findFirst()
                    .orElse(0));
            List<TestRow> rows = new ArrayList<>();
            for (int place = 1; place <= Math.min(most, sorted.size()); place++) {
                TestRow row = sorted.get(place - 1);
                List<@Nullable Object> values = new ArrayList<>();
                keys.forEach(key -> values.add(canonical(row.get(key))));
                values.add(place);
                values.add((long) group.size());
                for (int column = 0; column < schema.size(); column++) {
                    if (!keys.contains(column)) {
                        values.add(row.get(column));
                    }
                }
                if (change != null) {
                    values.add(change);
                }
                rows.add(TestRow.of(values.toArray()));
            }
            return rows;
        }

        private static int compare(BoundOrder by, TestRow left, TestRow right) {
            int column = ((Bound.Column) by.by()).index();
            Object value = left.get(column);
            Object other = right.get(column);
            if (value == null || other == null) {
                int nulls = Boolean.compare(other == null, value == null);
                return by.nullsAreFirst() ? nulls : -nulls;
            }
            int values = comparable(value).compareTo(comparable(other));
            return by.descending() ? -values : values;
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // whatever Java compares
    private static Comparable<Object> comparable(Object value) {
        Object canonical = Objects.requireNonNull(canonical(value));
        return (Comparable) (canonical instanceof String text ? new Utf8(text) : canonical);
    }

    private static @Nullable Object canonical(@Nullable Object value) {
        return switch (value) {
            case Float number -> number == 0 ? 0.0f : number;
            case Double number -> number == 0 ? 0.0 : number;
            case null, default -> value;
        };
    }

    private record Utf8(String text) implements Comparable<Utf8> {
        @Override
        public int compareTo(Utf8 other) {
            return Arrays.compareUnsigned(text.getBytes(StandardCharsets.UTF_8),
                    other.text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static Bound.Column column(Schema schema, int index) {
        Field field = schema.field(index);
        return new Bound.Column(index, field.name(), field.type(), field.nullable());
    }

    private static BoundOrder by(Schema schema, int column, boolean descending, boolean nullsAreFirst) {
        return new BoundOrder(column(schema, column), descending, nullsAreFirst);
    }

    private static OperatorCase inBatchTime(Top top, Window window) {
        ColumnPlan.Aggregate plan = top.plan(window, Emission.ONCE);
        return OperatorCase.of("%s, %s".formatted(plan.top().orElseThrow(), window), top.schema(), plan.schema(),
                () -> new AggregateOperator(plan),
                () -> WindowReference.ofRows(window,
                        row -> new ArrayList<>(top.keys().stream().map(key -> canonical(row.get(key))).toList()),
                        (_, rows) -> top.rows(rows, null)))
                .rows(RandomRows.of(top.schema()).withOddFloats())
                .chunkRows(64)
                .batchMicros(BATCH)
                .inAnyOrder();
    }

    static Stream<Window> windows() {
        return Stream.of(new Window.Batch(), new Window.Sliding(2 * BATCH, 2 * BATCH),
                new Window.Sliding(5 * BATCH, BATCH), new Window.Sliding(6 * BATCH, 2 * BATCH), new Window.Global());
    }

    @ParameterizedTest
    @MethodSource("windows")
    void keepsTheFirstRowsOfEachKey(Window window) {
        OperatorHarness.verify(inBatchTime(Top.of(WIDE, List.of(1), 3, by(WIDE, 3, true, false)), window));
        OperatorHarness.verify(inBatchTime(Top.of(WIDE, List.of(1, 0), 1, by(WIDE, 2, false, true)), window));
        OperatorHarness.verify(inBatchTime(
                Top.of(WIDE, List.of(0), 7, by(WIDE, 1, false, false), by(WIDE, 4, true, true)), window));
    }

    @ParameterizedTest
    @MethodSource("windows")
    void keepsTheFirstOfAllRows(Window window) {
        OperatorHarness
                .verify(inBatchTime(Top.of(WIDE, List.of(), 100, by(WIDE, 5, true, true), by(WIDE, 0, false, false)),
                        window));
        OperatorHarness.verify(inBatchTime(Top.of(WIDE, List.of(), 1_000, by(WIDE, 1, true, false)), window));
    }

    @ParameterizedTest
    @MethodSource("windows")
    void ranksByWideDecimalsTimesAndBytesAndGroupsByThem(Window window) {
        OperatorHarness.verify(inBatchTime(
                Top.of(AMOUNTS, List.of(3), 4, by(AMOUNTS, 0, true, false), by(AMOUNTS, 2, false, true)), window));
        OperatorHarness.verify(inBatchTime(Top.of(AMOUNTS, List.of(0), 2, by(AMOUNTS, 1, false, true)), window));
        OperatorHarness.verify(
                inBatchTime(Top.of(AMOUNTS, List.of(1, 2), 1, by(AMOUNTS, 0, false, false)), window));
    }

    @ParameterizedTest
    @MethodSource("windows")
    void keepsTheLatestRow(Window window) {
        OperatorHarness.verify(
                inBatchTime(new Top(WIDE, List.of(1), 1, true, List.of(by(WIDE, 0, true, false))), window));
    }

    static Stream<Window> eventWindows() {
        return Stream.of(new Window.EventTime(0, 5 * SECOND, 5 * SECOND),
                new Window.EventTime(0, 10 * SECOND, 5 * SECOND),
                new Window.EventTime(0, 10 * SECOND, 5 * SECOND, 20 * SECOND), new Window.Global());
    }

    @ParameterizedTest
    @MethodSource("eventWindows")
    void keepsTheFirstRowsOfWindowsThatAreRevised(Window window) {
        for (Emission emission : List.of(Emission.ONCE, new Emission(OutputMode.UPDATE, 2 * BATCH, true),
                new Emission(OutputMode.COMPLETE, 0, false))) {
            if (window instanceof Window.Global && emission.equals(Emission.ONCE)) {
                continue;
            }
            verifyRevised(Top.of(EventRows.SCHEMA, List.of(2), 3, by(EventRows.SCHEMA, 4, true, false),
                    by(EventRows.SCHEMA, 3, false, false)), window, emission);
            verifyRevised(new Top(EventRows.SCHEMA, List.of(), 5, true, List.of(by(EventRows.SCHEMA, 1, true, false))),
                    window, emission);
        }
    }

    private static void verifyRevised(Top top, Window window, Emission emission) {
        ColumnPlan.Aggregate plan = top.plan(window, emission);
        Results results = (_, rows, _, _, change) -> top.rows(rows, emission.retracts() ? change : null);
        OperatorCase operatorCase = OperatorCase
                .of("%s, %s%s".formatted(plan.top().orElseThrow(), window, emission), top.schema(), plan.schema(),
                        () -> new AggregateOperator(plan),
                        () -> RevisedReference.ofRows(window, emission,
                                row -> top.keys().stream().map(key -> String.valueOf(row.get(key))).toList(), results))
                .rows(new EventRows())
                .chunkRows(64)
                .batchMicros(BATCH)
                .inAnyOrder();
        OperatorHarness
                .verify(window instanceof Window.EventTime ? operatorCase.eventTime(EventRows.TIMES) : operatorCase);
    }

    @Test
    @Tag("alone")
    void allocatesNothing() {
        OperatorHarness.verify(
                inBatchTime(Top.of(WIDE, List.of(1), 3, by(WIDE, 3, true, false)), new Window.Batch()).columnar());
    }
}
