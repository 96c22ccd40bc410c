// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.aggregate;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.tidemill.codec.RowValue;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;
import io.tidemill.operator.expression.NaiveExpression;
import io.tidemill.plan.Window;
import io.tidemill.plan.expr.AggregateFunction;
import io.tidemill.plan.expr.Bound;
import io.tidemill.plan.expr.BoundAggregate;
import io.tidemill.plan.expr.UserAggregate;
import io.tidemill.testkit.TestRow;

/// What aggregates come to, of all rows of a group, one after the other.
final class AggregateReference {

    private AggregateReference() {}

    static WindowReference of(List<Bound> keys, List<BoundAggregate> aggregates, Window window) {
        return new WindowReference(window, row -> key(keys, row), (key, rows) -> result(key, aggregates, rows),
                keys.isEmpty());
    }

    private static List<Object> key(List<Bound> keys, TestRow row) {
        return new ArrayList<>(keys.stream()
                .map(key -> NaiveExpression.evaluate(key, row))
                .map(AggregateReference::canonical)
                .toList());
    }

    private static @Nullable Object canonical(@Nullable Object value) {
        return switch (value) {
            case Float real -> real + 0.0f;
            case Double real -> real + 0.0;
            case null, default -> value;
        };
    }

    private static TestRow result(List<Object> key, List<BoundAggregate> aggregates, List<TestRow> rows) {
        return TestRow.make(key.size() + aggregates.size(),
                column -> column < key.size() ? key.get(column) : value(aggregates.get(column - key.size()), rows));
    }

    /// What one aggregate comes to.
    static @Nullable Object value(BoundAggregate aggregate, List<TestRow> all) {
        List<TestRow> rows = all.stream()
                .filter(row -> aggregate.condition()
                        .map(condition -> Boolean.TRUE.equals(NaiveExpression.evaluate(condition, row)))
                        .orElse(true))
                .toList();
        if (aggregate.arguments().isEmpty()) {
            return (long) rows.size();
        }
        Bound argument = aggregate.arguments().getFirst();
        if (aggregate.function() == AggregateFunction.USER) {
            return ofUser((Bound.Call) argument, rows);
        }
        List<@Nullable Object> values = new ArrayList<>();
        rows.forEach(row -> values.add(NaiveExpression.evaluate(argument, row)));
        List<Object> present = values.stream().filter(Objects::nonNull).map(Object.class::cast).toList();
        return switch (aggregate.function()) {
            case COUNT -> (long) present.size();
            case APPROX_COUNT_DISTINCT -> present.stream().map(AggregateReference::canonical).distinct().count();
            case COUNT_DISTINCT -> rows.stream()
                    .map(row -> key(aggregate.arguments(), row))
                    .filter(each -> !each.contains(null))
                    .distinct()
                    .count();
            case COLLECT_LIST -> present;
            case COLLECT_SET -> present.stream()
                    .map(AggregateReference::canonical)
                    .distinct()
                    .sorted(AggregateReference::order)
                    .toList();
            case FIRST -> values.isEmpty() ? null : values.getFirst();
            case LAST -> values.isEmpty() ? null : values.getLast();
            case FIRST_NOT_NULL -> present.isEmpty() ? null : present.getFirst();
            case LAST_NOT_NULL -> present.isEmpty() ? null : present.getLast();
            case MIN_BY -> ofRank(aggregate, rows, values, -1);
            case MAX_BY -> ofRank(aggregate, rows, values, 1);
            case MIN, BOOL_AND -> present.stream()
                    .min(AggregateReference::order)
                    .map(least -> shown(least, aggregate))
                    .orElse(null);
            case MAX, BOOL_OR -> present.stream()
                    .max(AggregateReference::order)
                    .map(most -> shown(most, aggregate))
                    .orElse(null);
            case SUM, AVG, VAR_SAMP, VAR_POP, STDDEV_SAMP, STDDEV_POP, PERCENTILE_APPROX ->
                present.isEmpty() ? null : ofNumbers(aggregate, present.stream().map(Number.class::cast).toList());
            case USER, WINDOW_START, WINDOW_END, RANK, LAG -> throw new AssertionError();
        };
    }

    /// Of the rows where all arguments are there, one after the other.
    private static @Nullable Object ofUser(Bound.Call call, List<TestRow> rows) {
        UserAggregate aggregate = (UserAggregate) call.function();
        Schema schema = UserAggregate.schema(call.operands().stream().map(Bound::type).toList());
        try {
            Object state = null;
            for (TestRow row : rows) {
                @Nullable
                Object[] values = call.operands()
                        .stream()
                        .map(operand -> NaiveExpression.evaluate(operand, row))
                        .toArray();
                if (Stream.of(values).allMatch(Objects::nonNull)) {
                    Object before = state == null ? aggregate.aggregator().zero() : state;
                    state = aggregate.aggregator()
                            .accumulate(before, aggregate.takesRows()
                                    ? new RowValue(schema, values)
                                    : Objects.requireNonNull(values[0]));
                }
            }
            return state == null ? null : aggregate.aggregator().finish(state);
        } catch (Exception thrown) {
            throw new AssertionError(thrown);
        }
    }

    private static Object shown(Object extreme, BoundAggregate aggregate) {
        return aggregate.type().equals(Type.BOOL)
                ? ((Integer) extreme) > 0
                : Objects.requireNonNull(canonical(extreme));
    }

    private static @Nullable Object ofRank(BoundAggregate aggregate, List<TestRow> rows,
            List<@Nullable Object> values, int sign) {
        Object best = null;
        Object value = null;
        for (int row = 0; row < rows.size(); row++) {
            Object rank = NaiveExpression.evaluate(aggregate.arguments().getLast(), rows.get(row));
            if (rank != null && (best == null || sign * order(rank, best) > 0)) {
                best = rank;
                value = values.get(row);
            }
        }
        return value;
    }

    private static @Nullable Object ofNumbers(BoundAggregate aggregate, List<Number> values) {
        boolean isFloat = aggregate.arguments().getFirst().type().isFloat();
        long integers = values.stream().mapToLong(Number::longValue).sum();
        double floats = values.stream().mapToDouble(Number::doubleValue).sum();
        double mean = floats / values.size();
        double squares = values.stream()
                .mapToDouble(value -> (value.doubleValue() - mean) * (value.doubleValue() - mean))
                .sum();
        return switch (aggregate.function()) {
            case SUM -> isFloat ? (Object) floats : (Object) integers;
            case AVG -> (isFloat ? floats : exactSum(values).doubleValue()) / values.size();
            case PERCENTILE_APPROX -> percentile(values, aggregate.parameter());
            case VAR_POP -> squares / values.size();
            case STDDEV_POP -> Math.sqrt(squares / values.size());
            case VAR_SAMP -> values.size() == 1 ? null : (Object) (squares / (values.size() - 1));
            case STDDEV_SAMP -> values.size() == 1 ? null : (Object) Math.sqrt(squares / (values.size() - 1));
            default -> throw new AssertionError();
        };
    }

    private static double percentile(List<Number> values, double share) {
        double[] sorted = values.stream().mapToDouble(value -> value.doubleValue() + 0.0).sorted().toArray();
        double rank = share * (sorted.length - 1);
        double below = sorted[(int) rank];
        double above = sorted[Math.min(sorted.length - 1, (int) Math.ceil(rank))];
        return below == above ? below : below + (rank - (int) rank) * (above - below);
    }

    private static BigInteger exactSum(List<Number> values) {
        return values.stream()
                .map(value -> BigInteger.valueOf(value.longValue()))
                .reduce(BigInteger.ZERO, BigInteger::add);
    }

    private static int order(Object left, Object right) {
        if (left instanceof String text) {
            return Arrays.compareUnsigned(text.getBytes(StandardCharsets.UTF_8),
                    ((String) right).getBytes(StandardCharsets.UTF_8));
        }
        if (left instanceof Boolean truth) {
            return truth.compareTo((Boolean) right);
        }
        Number number = (Number) left;
        Number other = (Number) right;
        return left instanceof Float || left instanceof Double
                ? Double.compare(number.doubleValue() + 0.0, other.doubleValue() + 0.0)
                : Long.compare(number.longValue(), other.longValue());
    }
}
