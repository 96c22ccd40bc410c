// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.expression;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.tidemill.memory.Bytes;
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
            case Bound.Constant(Long unscaled, var type) when type.isDecimal() ->
                BigDecimal.valueOf(unscaled, type.scale());
            case Bound.Constant(BigInteger unscaled, var type) -> new BigDecimal(unscaled, type.scale());
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
            case Bound.Call call -> call(call, row);
            case Bound.LowBits(var input, var type) when input.type().isDecimal() -> {
                BigDecimal value = (BigDecimal) evaluate(input, row);
                yield value == null ? null : value.unscaledValue().longValueExact();
            }
            case Bound.LowBits(var input, var type) when type.isDecimal() -> {
                Long value = (Long) evaluate(input, row);
                yield value == null ? null : BigDecimal.valueOf(value, type.scale());
            }
            case Bound.Word(var input, var shift) -> {
                BigDecimal value = (BigDecimal) evaluate(input, row);
                yield value == null ? null : value.unscaledValue().shiftRight(shift).longValue();
            }
            case Bound.LowBits(var input, var type) -> lowBits((Number) evaluate(input, row), type);
            case Bound.Cast(var input, var type) -> cast(evaluate(input, row), input.type(), type);
        };
    }

    private static @Nullable Object call(Bound.Call call, TestRow row) {
        List<@Nullable Object> operands = new ArrayList<>();
        call.operands().forEach(operand -> operands.add(evaluate(operand, row)));
        return NaiveFunctions.call(call.function(), operands, call.operands().getFirst().type());
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
            case INT32 -> ifFits(integer(operator, a, b), Type.INT32);
            case INT64 -> ifFits(integer(operator, a, b), Type.INT64);
            case FLOAT32 -> single(operator, a.floatValue(), b.floatValue());
            case DECIMAL -> NaiveDecimals.arithmetic(operator, (BigDecimal) a, (BigDecimal) b, type);
            case FLOAT64 -> real(operator, a.doubleValue(), b.doubleValue());
            default -> throw new IllegalArgumentException("no arithmetic on " + type);
        };
    }

    private static BigInteger integer(ArithmeticOperator operator, Number left, Number right) {
        BigInteger a = BigInteger.valueOf(left.longValue());
        BigInteger b = BigInteger.valueOf(right.longValue());
        return switch (operator) {
            case PLUS -> a.add(b);
            case MINUS -> a.subtract(b);
            case TIMES -> a.multiply(b);
            case DIVIDE, DIV -> a.divide(b);
            case MOD -> a.remainder(b);
        };
    }

    /// The integer as a value of a type, or null if that does not hold it.
    private static @Nullable Number ifFits(BigInteger value, Type type) {
        if (value.bitLength() >= 8 * type.byteWidth()) {
            return null;
        }
        return switch (type.byteWidth()) {
            case 1 -> value.byteValue();
            case 2 -> value.shortValue();
            case 4 -> value.intValue();
            default -> value.longValue();
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
        if (left instanceof BigDecimal || right instanceof BigDecimal) {
            return new BigDecimal(left.toString()).compareTo(new BigDecimal(right.toString()));
        }
        return switch (left) {
            case Boolean bool -> bool.compareTo((Boolean) right);
            case String text -> Arrays.compareUnsigned(text.getBytes(StandardCharsets.UTF_8),
                    ((String) right).getBytes(StandardCharsets.UTF_8));
            case Bytes bytes -> bytes.compareTo((Bytes) right);
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
        if (from.equals(Type.UTF8) || to.equals(Type.UTF8)) {
            return NaiveTexts.cast(value, from, to);
        }
        if (from.isDecimal() || to.isDecimal()) {
            return NaiveDecimals.cast((Number) value, to);
        }
        if (from.equals(Type.DATE) && isMoment(to)) {
            return ifFits(BigInteger.valueOf((Integer) value).multiply(BigInteger.valueOf(86_400_000_000L)), to);
        }
        if (isMoment(from) && to.equals(Type.TIME)) {
            return Math.floorMod((Long) value, 86_400_000_000L);
        }
        if (isMoment(from) && to.equals(Type.DATE)) {
            return (int) Math.floorDiv((Long) value, 86_400_000_000L);
        }
        Number number = value instanceof Boolean bool ? (bool ? 1 : 0) : (Number) value;
        return switch (to.kind()) {
            case INT8, INT16, INT32, INT64, DATE, TIMESTAMP, TIMESTAMP_NTZ -> integer(number, to);
            case FLOAT32 -> number.floatValue();
            case FLOAT64 -> number.doubleValue();
            default -> throw new IllegalArgumentException("no cast to " + to);
        };
    }

    private static boolean isMoment(Type type) {
        return type.equals(Type.TIMESTAMP) || type.equals(Type.TIMESTAMP_NTZ);
    }

    /// A number without its fraction, if the type holds that.
    private static @Nullable Number integer(Number number, Type type) {
        if (!(number instanceof Float || number instanceof Double)) {
            return ifFits(BigInteger.valueOf(number.longValue()), type);
        }
        double real = number.doubleValue();
        return Double.isFinite(real) ? ifFits(new BigDecimal(real).toBigInteger(), type) : null;
    }

    private static @Nullable Number lowBits(@Nullable Number number, Type type) {
        if (number == null) {
            return null;
        }
        return switch (type.byteWidth()) {
            case 1 -> number.byteValue();
            case 2 -> number.shortValue();
            case 4 -> number.intValue();
            default -> number.longValue();
        };
    }
}
