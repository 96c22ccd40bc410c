// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.columns;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.tidemill.operator.expression.NaiveExpression;
import io.tidemill.plan.Window;
import io.tidemill.plan.expr.AggregateFunction;
import io.tidemill.plan.expr.Bound;
import io.tidemill.plan.expr.BoundAggregate;
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

    private static @Nullable Object value(BoundAggregate aggregate, List<TestRow> all) {
        List<TestRow> rows = all.stream()
                .filter(row -> aggregate.condition()
                        .map(condition -> Boolean.TRUE.equals(NaiveExpression.evaluate(condition, row)))
                        .orElse(true))
                .toList();
        if (aggregate.arguments().isEmpty()) {
            return (long) rows.size();
        }
        Bound argument = aggregate.arguments().getFirst();
        List<Object> present = rows.stream()
                .map(row -> NaiveExpression.evaluate(argument, row))
                .filter(Objects::nonNull)
                .toList();
        if (aggregate.function() == AggregateFunction.COUNT) {
            return (long) present.size();
        }
        List<Number> values = present.stream().map(Number.class::cast).toList();
        if (values.isEmpty()) {
            return null;
        }
        boolean isFloat = argument.type().isFloat();
        long integers = values.stream().mapToLong(Number::longValue).sum();
        double floats = values.stream().mapToDouble(Number::doubleValue).sum();
        return switch (aggregate.function()) {
            case SUM -> isFloat ? (Object) floats : (Object) integers;
            case AVG -> (isFloat ? floats : exactSum(values).doubleValue()) / values.size();
            case MIN -> canonical(values.stream().min(AggregateReference::order).orElseThrow());
            case MAX -> canonical(values.stream().max(AggregateReference::order).orElseThrow());
            case COUNT, WINDOW_START, WINDOW_END -> throw new AssertionError();
        };
    }

    private static BigInteger exactSum(List<Number> values) {
        return values.stream()
                .map(value -> BigInteger.valueOf(value.longValue()))
                .reduce(BigInteger.ZERO, BigInteger::add);
    }

    private static int order(Number left, Number right) {
        return left instanceof Float || left instanceof Double
                ? Double.compare(left.doubleValue() + 0.0, right.doubleValue() + 0.0)
                : Long.compare(left.longValue(), right.longValue());
    }
}
