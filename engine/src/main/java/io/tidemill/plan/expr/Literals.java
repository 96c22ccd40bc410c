// SPDX-License-Identifier: Apache-2.0
package io.tidemill.plan.expr;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.tidemill.PlanException;
import io.tidemill.memory.Bytes;
import io.tidemill.memory.Type;

/// Plain values in expressions.
public final class Literals {
    private static final String NO_NULL = "null is no value to compute with: ask isNull() or isNotNull()";
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final long MOST_SECONDS = Long.MAX_VALUE / MICROS_PER_SECOND;

    private Literals() {}

    /// An expression as it is, anything else as a literal.
    public static Expr expr(@Nullable Object value) {
        if (value == null) {
            throw new PlanException(NO_NULL);
        }
        return switch (value) {
            case Expr expr -> expr;
            case Boolean _,Byte _,Short _,Integer _,Long _,Float _,Double _,String _ -> new Expr.Literal(value);
            case BigDecimal number when digits(number) <= Type.MOST_DIGITS -> new Expr.Literal(number);
            case LocalTime time -> new Expr.Literal(time);
            case byte[] bytes -> new Expr.Literal(Bytes.of(bytes));
            case Bytes bytes -> new Expr.Literal(bytes);
            case LocalDateTime time when Math.abs(time.toEpochSecond(ZoneOffset.UTC)) < MOST_SECONDS ->
                new Expr.Literal(time);
            case Instant moment when Math.abs(moment.getEpochSecond()) < MOST_SECONDS -> new Expr.Literal(moment);
            case LocalDate day when Math.abs(day.toEpochDay()) < Integer.MAX_VALUE -> new Expr.Literal(day);
            case BigDecimal number -> throw new PlanException(
                    "no column can hold %s: a decimal has %d digits at most".formatted(number, Type.MOST_DIGITS));
            case Instant _,LocalDateTime _,LocalDate _ ->
                throw new PlanException("no column can hold %s: it is too far from 1970".formatted(value));
            default -> throw new PlanException(
                    "no column can hold the %s %s: give a number, BigDecimal, Boolean, String, byte[], a time of java.time or an expression"
                            .formatted(value.getClass().getSimpleName(), value));
        };
    }

    /// The right side of an operation, as [#expr].
    static Expr operand(Expr left, Object operator, @Nullable Object right) {
        if (right == null) {
            throw new PlanException("%s of %s, instead of (%s %s null)".formatted(NO_NULL, left, left, operator));
        }
        return expr(right);
    }

    /// Expressions in a row, for messages and names.
    static String list(List<Expr> expressions) {
        return expressions.stream().map(Expr::toString).collect(Collectors.joining(", "));
    }

    static Bound.Constant constant(Expr.Literal literal) {
        return switch (literal.value()) {
            case Boolean flag -> new Bound.Constant(flag, Type.BOOL);
            case Byte number -> new Bound.Constant(number.intValue(), Type.INT32);
            case Short number -> new Bound.Constant(number.intValue(), Type.INT32);
            case Integer number -> new Bound.Constant(number, Type.INT32);
            case Long number -> new Bound.Constant(number, Type.INT64);
            case Float number -> new Bound.Constant(number, Type.FLOAT32);
            case Double number -> new Bound.Constant(number, Type.FLOAT64);
            case String text -> new Bound.Constant(text, Type.UTF8);
            case BigDecimal number -> decimal(plain(number).unscaledValue(),
                    Type.decimal(digits(number), plain(number).scale()));
            case Bytes bytes -> new Bound.Constant(bytes, Type.BINARY);
            case Instant moment -> new Bound.Constant(micros(moment), Type.TIMESTAMP);
            case LocalDateTime time -> new Bound.Constant(micros(time.toInstant(ZoneOffset.UTC)), Type.TIMESTAMP_NTZ);
            case LocalTime time -> new Bound.Constant(time.toNanoOfDay() / 1_000, Type.TIME);
            case LocalDate day -> new Bound.Constant(Math.toIntExact(day.toEpochDay()), Type.DATE);
            default -> throw new PlanException("no column can hold " + literal.value());
        };
    }

    /// How many digits a column needs to hold a number.
    private static int digits(BigDecimal number) {
        return (int) Math.max(Math.max(number.precision(), number.scale()), (long) number.precision() - number.scale());
    }

    /// Without an exponent.
    private static BigDecimal plain(BigDecimal number) {
        return number.scale() < 0 ? number.setScale(0) : number;
    }

    /// An integer constant as a decimal of as many digits as it has, if it is one.
    static Bound decimal(Bound bound) {
        boolean isInteger = bound instanceof Bound.Constant && bound.type().isInteger();
        if (!isInteger || !(bound instanceof Bound.Constant(Number value, _))) {
            return bound;
        }
        return decimal(BigInteger.valueOf(value.longValue()),
                Type.decimal(BigDecimal.valueOf(value.longValue()).precision(), 0));
    }

    /// A constant of a decimal's smallest units.
    public static Bound.Constant decimal(BigInteger unscaled, Type type) {
        return type.isWide()
                ? new Bound.Constant(unscaled, type)
                : new Bound.Constant(unscaled.longValueExact(), type);
    }

    private static long micros(Instant moment) {
        return Math.addExact(Math.multiplyExact(moment.getEpochSecond(), MICROS_PER_SECOND), moment.getNano() / 1_000);
    }

    /// A constant as another type, where the value is known now: the same result as a cast at run time.
    static Bound cast(Bound.Constant constant, Type type) {
        if (!(constant.value() instanceof Number number) || !type.isNumeric() || !constant.type().isNumeric()) {
            return new Bound.Cast(constant, type);
        }
        if (TypeRules.isPartial(constant.type(), type) && !(type.equals(Type.INT32) && fitsInt32(constant))) {
            return new Bound.Cast(constant, type);
        }
        return switch (type.kind()) {
            case INT32 -> new Bound.Constant(number.intValue(), type);
            case INT64 -> new Bound.Constant(number.longValue(), type);
            case FLOAT32 -> new Bound.Constant(number.floatValue(), type);
            case FLOAT64 -> new Bound.Constant(number.doubleValue(), type);
            case BOOL, INT8, INT16, UTF8, BINARY, DECIMAL, TIMESTAMP, TIMESTAMP_NTZ, DATE, TIME, LIST, OBJECT ->
                new Bound.Cast(constant, type);
        };
    }

    /// Whether an integer constant has the same value as an int32.
    static boolean fitsInt32(Bound bound) {
        return bound instanceof Bound.Constant(Long value, _) && value == value.intValue();
    }
}
