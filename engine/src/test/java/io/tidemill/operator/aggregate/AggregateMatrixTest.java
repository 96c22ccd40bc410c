// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.aggregate;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.tidemill.DStream;
import io.tidemill.GroupedStream;
import io.tidemill.Input;
import io.tidemill.PlanException;
import io.tidemill.Row;
import io.tidemill.codec.RowValue;
import io.tidemill.memory.Bytes;
import io.tidemill.memory.Field;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;
import io.tidemill.plan.expr.Aggregate;
import io.tidemill.plan.expr.AggregateFunction;
import io.tidemill.plan.expr.Expr;
import io.tidemill.testkit.CollectedStream;
import io.tidemill.testkit.StreamDriver;

import static io.tidemill.Durations.seconds;
import static io.tidemill.Functions.col;
import static io.tidemill.Functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

/// Every aggregate of every type, and every type as a key, is refused while the plan is made, or runs: whole and grouped, by
/// batch and by window.
///
/// Three rows of one value, which is null in the third of the columns that may be: so each result is known.
class AggregateMatrixTest {
    private static final int MOST_AT_ONCE = 48;
    private static final Map<Type, Object> VALUES = values();
    private static final Schema SCHEMA = schema();

    private static Map<Type, Object> values() {
        Map<Type, Object> values = new LinkedHashMap<>();
        values.put(Type.BOOL, true);
        values.put(Type.INT8, (byte) 3);
        values.put(Type.INT16, (short) 3);
        values.put(Type.INT32, 3);
        values.put(Type.INT64, 3L);
        values.put(Type.FLOAT32, 3.0f);
        values.put(Type.FLOAT64, 3.0);
        values.put(Type.UTF8, "tide");
        values.put(Type.TIMESTAMP, Instant.ofEpochSecond(3));
        values.put(Type.BINARY, new byte[]{-1, 0, 7});
        values.put(Type.TIMESTAMP_NTZ, LocalDateTime.of(2026, 3, 3, 3, 3));
        values.put(Type.TIME, LocalTime.of(3, 3, 3));
        values.put(Type.decimal(12, 2), new BigDecimal("3.00"));
        values.put(Type.decimal(30, 2), new BigDecimal("3.00"));
        values.put(Type.DATE, LocalDate.of(2026, 3, 3));
        values.put(Type.OBJECT, List.of(3));
        return values;
    }

    private static Schema schema() {
        List<Field> fields = new ArrayList<>();
        VALUES.keySet().forEach(type -> fields.add(Field.nullable("maybe " + type, type)));
        VALUES.keySet().forEach(type -> fields.add(Field.of("plain " + type, type)));
        return new Schema(fields);
    }

    private static Row row(boolean withNulls) {
        List<@Nullable Object> values = new ArrayList<>(VALUES.values());
        if (withNulls) {
            values.replaceAll(value -> null);
        }
        values.addAll(VALUES.values());
        return new RowValue(SCHEMA, values.toArray());
    }

    /// What an aggregate gives for some equal values of a type, if there is such an aggregate.
    private static Optional<Object> expected(AggregateFunction function, Type type, int count) {
        Object value = Objects.requireNonNull(VALUES.get(type));
        boolean exists = switch (function) {
            case COUNT, COUNT_DISTINCT, APPROX_COUNT_DISTINCT, MIN, MAX, FIRST, LAST, FIRST_NOT_NULL, LAST_NOT_NULL,
                    MIN_BY, MAX_BY, COLLECT_LIST, COLLECT_SET ->
                true;
            case SUM, AVG, VAR_SAMP, VAR_POP, STDDEV_SAMP, STDDEV_POP, PERCENTILE_APPROX ->
                type.isNumeric() || type.isDecimal();
            case BOOL_AND, BOOL_OR -> type.equals(Type.BOOL);
            case USER, WINDOW_START, WINDOW_END, RANK, LAG -> false; // of a batch, and of what is no call of the user's
        };
        if (type.equals(Type.OBJECT) || !exists) {
            return Optional.empty();
        }
        return Optional.of(switch (function) {
            case COUNT -> (long) count;
            case COUNT_DISTINCT, APPROX_COUNT_DISTINCT -> 1L;
            case COLLECT_LIST -> Collections.nCopies(count, value);
            case COLLECT_SET -> count == 0 ? List.of() : List.of(value);
            case SUM -> type.isDecimal()
                    ? BigDecimal.valueOf(300L * count, 2)
                    : type.isFloat() ? (Object) (3.0 * count) : (Object) (3L * count);
            case PERCENTILE_APPROX -> 3.0;
            case AVG -> type.isDecimal() ? (Object) new BigDecimal("3.000000") : (Object) 3.0;
            case VAR_SAMP, VAR_POP, STDDEV_SAMP, STDDEV_POP -> 0.0;
            case FIRST, LAST, FIRST_NOT_NULL, LAST_NOT_NULL, MIN_BY, MAX_BY -> value;
            case USER, WINDOW_START, WINDOW_END, RANK, LAG -> throw new AssertionError(function);
            case MIN, MAX, BOOL_AND, BOOL_OR -> value instanceof Byte || value instanceof Short ? 3 : value;
        });
    }

    /// The aggregates that a stream takes; that it refuses the others is checked.
    private static List<Aggregate> accepted(DStream<Row> rows, String columns, int count, List<Object> results) {
        List<Aggregate> accepted = new ArrayList<>();
        for (Type type : VALUES.keySet()) {
            for (AggregateFunction function : AggregateFunction.values()) {
                Expr argument = col(columns + type);
                Aggregate aggregate = function.isByRank()
                        ? new Aggregate(function, argument, argument)
                        : function.hasParameter()
                                ? new Aggregate(function, argument, lit(0.2))
                                : new Aggregate(function, argument);
                Optional<Object> result = expected(function, type, count);
                assertThat(isAccepted(() -> rows.groupBy().agg(aggregate))).as("%s", aggregate)
                        .isEqualTo(result.isPresent());
                result.ifPresent(value -> {
                    accepted.add(aggregate);
                    results.add(Objects.requireNonNull(key(value)));
                });
            }
        }
        return accepted;
    }

    private static boolean isAccepted(Runnable plan) {
        try {
            plan.run();
            return true;
        } catch (PlanException refused) {
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain ", "maybe "})
    void everyAggregateRunsOrIsRefused(String columns) {
        int count = columns.equals("plain ") ? 3 : 2;
        try (StreamDriver driver = StreamDriver.every(seconds(1))) {
            Input<Row> input = driver.context().input("rows", SCHEMA);
            DStream<Row> rows = input.stream();
            List<Object> results = new ArrayList<>();
            List<Aggregate> aggregates = accepted(rows, columns, count, results);
            assertThat(aggregates).hasSize(253);
            Map<CollectedStream<Row>, List<Object>> collected = new LinkedHashMap<>();
            for (int from = 0; from < aggregates.size(); from += MOST_AT_ONCE) {
                int to = Math.min(from + MOST_AT_ONCE, aggregates.size());
                List<Aggregate> some = aggregates.subList(from, to);
                for (GroupedStream groups : List.of(rows.groupBy(), rows.groupBy(lit(1).as("key")))) {
                    collected.put(driver.collect(all(groups, some)), results.subList(from, to));
                    collected.put(driver.collect(all(groups.window(seconds(2), seconds(1)), some)),
                            results.subList(from, to));
                }
            }

            driver.start();
            driver.push(input, row(false), row(true), row(false));
            driver.advance(seconds(1));

            collected.forEach((stream, expected) -> {
                Row result = stream.last().getFirst();
                List<@Nullable Object> values = new ArrayList<>();
                for (int column = result.schema().size() - expected.size(); column < result.schema().size(); column++) {
                    values.add(key(result.valueAt(column)));
                }
                assertThat(values).as("%s", result.schema()).isEqualTo(expected);
            });
        }
    }

    private static DStream<Row> all(GroupedStream groups, List<Aggregate> aggregates) {
        return groups.agg(aggregates.getFirst(),
                aggregates.subList(1, aggregates.size()).toArray(Aggregate[]::new));
    }

    private static @Nullable Object key(@Nullable Object value) {
        return switch (value) {
            case byte[] bytes -> Bytes.of(bytes);
            case List<?> list -> list.stream().map(AggregateMatrixTest::key).toList();
            case null, default -> value;
        };
    }

    @Test
    void everyTypeIsAKeyOrIsRefused() {
        try (StreamDriver driver = StreamDriver.every(seconds(1))) {
            Input<Row> input = driver.context().input("rows", SCHEMA);
            DStream<Row> rows = input.stream();
            Map<Type, CollectedStream<Row>> collected = new LinkedHashMap<>();
            VALUES.keySet().forEach(type -> {
                Expr key = col("maybe " + type);
                if (isAccepted(() -> rows.groupBy(key).agg(Aggregate.countRows()))) {
                    collected.put(type, driver.collect(rows.groupBy(key).agg(Aggregate.countRows())));
                }
            });

            driver.start();
            driver.push(input, row(false), row(true), row(false));
            driver.advance(seconds(1));

            assertThat(collected.keySet()).hasSize(15).doesNotContain(Type.OBJECT);
            collected.forEach((type, groups) -> {
                Map<@Nullable Object, Object> counts = new LinkedHashMap<>();
                groups.last().forEach(row -> counts.put(key(row.valueAt(0)), row.longAt(1)));
                Map<@Nullable Object, Object> expected = new LinkedHashMap<>();
                expected.put(key(VALUES.get(type)), 2L);
                expected.put(null, 1L);
                assertThat(counts).as("by %s", type).isEqualTo(expected);
            });
        }
    }
}
