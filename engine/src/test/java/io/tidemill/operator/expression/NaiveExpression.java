// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.expression;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import io.tidemill.memory.Type;
import io.tidemill.plan.expr.ArithmeticOperator;
import io.tidemill.plan.expr.Bound;
import io.tidemill.plan.expr.ComparisonOperator;
import io.tidemill.testkit.TestRow;

/// Evaluates expressions value by value, the way SQL defines them.
public final class NaiveExpression {

    private NaiveExpression() {}

    public static @Nullable Object evaluate(Bound expression, TestRow row) {
        return switch (expression) {
            case Bound.Column column -> row.get(column.index());
            case Bound.Constant constant -> constant.value();
            case Bound.Null _ -> null;
            case Bound.If(var condition, var value, var otherwise, _) ->
                evaluate(Boolean.TRUE.equals(evaluate(condition, row)) ? value : otherwise, row);
            case Bound.Arithmetic(var operator, var left, var right, var type) ->
                arithmetic(operator, evaluate(left, row), evaluate(right, row), type);
            case Bound.Comparison(var operator, var left, var right) ->
                compare(operator, evaluate(left, row), evaluate(right, row));
            case Bound.And(var left, var right) -> and((Boolean) evaluate(left, row), (Boolean) evaluate(right, row));
            case Bound.Or(var left, var right) ->
                not(and(not((Boolean) evaluate(left, row)), not((Boolean) evaluate(right, row))));
            case Bound.Not(var input) -> not((Boolean) evaluate(input, row));
            case Bound.IsNull(var input) -> evaluate(input, row) == null;
            case Bound.Cast(var input, var type) -> cast(evaluate(input, row), input.type(), type);
        };
    }

    private static @Nullable Boolean and(@Nullable Boolean left, @Nullable Boolean right) {
        if (Boolean.FALSE.equals(left) || Boolean.FALSE.equals(right)) {
            return false;
        }
        return (left == null || right == null) ? null : true;
    }

    private static @Nullable Boolean not(@Nullable Boolean value) {
        return value == null ? null : !value;
    }

    private static @Nullable Object arithmetic(ArithmeticOperator operator, @Nullable Object left,
            @Nullable Object right, Type type) {
        if (left == null || right == null || (operator.divides() && ((Number) right).doubleValue() == 0)) {
            return null;
        }
        Number a = (Number) left;
        Number b = (Number) right;
        return switch (type.kind()) {
            case INT32 -> (int) integer(operator, a.longValue(), b.longValue());
            case INT64 -> integer(operator, a.longValue(), b.longValue());
            case FLOAT32 -> single(operator, a.floatValue(), b.floatValue());
            case FLOAT64 -> real(operator, a.doubleValue(), b.doubleValue());
            default -> throw new IllegalArgumentException("no arithmetic on " + type);
        };
    }

    private static long integer(ArithmeticOperator operator, long a, long b) {
        return switch (operator) {
            case PLUS -> a + b;
            case MINUS -> a - b;
            case TIMES -> a * b;
            case DIVIDE, DIV -> a / b;
            case MOD -> a % b;
        };
    }

    private static float single(ArithmeticOperator operator, float a, float b) {
        return switch (operator) {
            case PLUS -> a + b;
            case MINUS -> a - b;
            case TIMES -> a * b;
            case DIVIDE, DIV -> a / b;
            case MOD -> a % b;
        };
    }

    private static double real(ArithmeticOperator operator, double a, double b) {
        return switch (operator) {
            case PLUS -> a + b;
            case MINUS -> a - b;
            case TIMES -> a * b;
            case DIVIDE, DIV -> a / b;
            case MOD -> a % b;
        };
    }

    private static @Nullable Boolean compare(ComparisonOperator operator, @Nullable Object left,
            @Nullable Object right) {
        if (left == null || right == null) {
            return null;
        }
        int order = order(left, right);
        return switch (operator) {
            case EQ -> order == 0;
            case NE -> order != 0;
            case LT -> order < 0;
            case LEQ -> order <= 0;
            case GT -> order > 0;
            case GEQ -> order >= 0;
        };
    }

    /// NaN equals NaN and is greater than all; both zeros are equal; text goes by unsigned bytes.
    private static int order(Object left, Object right) {
        return switch (left) {
            case Boolean bool -> bool.compareTo((Boolean) right);
            case String text -> Arrays.compareUnsigned(text.getBytes(StandardCharsets.UTF_8),
                    ((String) right).getBytes(StandardCharsets.UTF_8));
            case Float real -> Float.compare(real + 0.0f, ((Float) right) + 0.0f);
            case Double real -> Double.compare(real + 0.0, ((Double) right) + 0.0);
            case Number integer -> Long.compare(integer.longValue(), ((Number) right).longValue());
            default -> throw new IllegalArgumentException("no order of " + left);
        };
    }

    private static @Nullable Object cast(@Nullable Object value, Type from, Type to) {
        if (value == null) {
            return null;
        }
        if (from.equals(Type.DATE) && to.equals(Type.TIMESTAMP)) {
            return ((Integer) value) * 86_400_000_000L;
        }
        if (from.equals(Type.TIMESTAMP) && to.equals(Type.DATE)) {
            return (int) Math.floorDiv((Long) value, 86_400_000_000L);
        }
        Number number = value instanceof Boolean bool ? (bool ? 1 : 0) : (Number) value;
        boolean isFloat = number instanceof Float || number instanceof Double;
        return switch (to.kind()) {
            case INT8 -> isFloat ? (byte) number.intValue() : number.byteValue();
            case INT16 -> isFloat ? (short) number.intValue() : number.shortValue();
            case INT32, DATE -> number.intValue();
            case INT64, TIMESTAMP -> number.longValue();
            case FLOAT32 -> number.floatValue();
            case FLOAT64 -> number.doubleValue();
            default -> throw new IllegalArgumentException("no cast to " + to);
        };
    }
}
