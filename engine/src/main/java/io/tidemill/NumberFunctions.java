// SPDX-License-Identifier: Apache-2.0
package io.tidemill;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.tidemill.plan.expr.BitFunction;
import io.tidemill.plan.expr.Expr;
import io.tidemill.plan.expr.HashFunction;
import io.tidemill.plan.expr.Literals;
import io.tidemill.plan.expr.RealFunction;
import io.tidemill.plan.expr.RoundFunction;
import io.tidemill.plan.expr.TimeFunction;

/// Functions of numbers beyond arithmetic, of nulls and of months, and hashes: a part of [Functions].
public abstract sealed class NumberFunctions permits ListFunctions {

    NumberFunctions() {}

    /// The nearest number with so many places behind the point, or in front of it, ties away from zero; of its own type, but for decimals.
    ///
    /// @param places negative ones are in front of the point: -2 gives hundreds
    public static Expr round(Expr number, int places) {
        return new Expr.Call(new RoundFunction(false, places), List.of(number));
    }

    /// The nearest whole number, ties to the even one: [#bround(Expr, int)] to no places.
    public static Expr bround(Expr number) {
        return bround(number, 0);
    }

    /// The nearest number with so many places behind the point, or in front of it, ties to the even digit; of its own type, but for decimals.
    public static Expr bround(Expr number, int places) {
        return new Expr.Call(new RoundFunction(true, places), List.of(number));
    }

    /// The value, or another where it is null: a `coalesce` of two.
    public static Expr nvl(Expr value, @Nullable Object other) {
        return new Expr.Coalesce(List.of(value, Literals.expr(other)));
    }

    /// The same as [#nvl], as in Spark.
    public static Expr ifnull(Expr value, @Nullable Object other) {
        return nvl(value, other);
    }

    /// One value where another is not null, and a third where it is.
    public static Expr nvl2(Expr value, @Nullable Object there, @Nullable Object otherwise) {
        return new Expr.Case(List.of(new Expr.Case.Branch(value.isNotNull(), Literals.expr(there))),
                Optional.of(Literals.expr(otherwise)));
    }

    /// The day so many months later, of a date or timestamp: the last one of its month where that has no such day.
    public static Expr addMonths(Expr time, @Nullable Object months) {
        return new Expr.Call(new TimeFunction.AddMonths(), List.of(time, Literals.expr(months)));
    }

    /// How many months the first date or timestamp is later than the second, as a float64 of eight digits behind the point: whole ones between equal
    /// days of a month, and between last ones; else a month has 31 days.
    public static Expr monthsBetween(Expr end, @Nullable Object start) {
        return monthsBetween(end, start, true);
    }

    /// @param roundOff whether to eight digits behind the point
    public static Expr monthsBetween(Expr end, @Nullable Object start, boolean roundOff) {
        return new Expr.Call(new TimeFunction.MonthsBetween(roundOff), List.of(end, Literals.expr(start)));
    }

    /// The first day after a date or timestamp that is a day of the week, such as `Mon`, `monday` or `MO`.
    public static Expr nextDay(Expr time, String dayOfWeek) {
        return new Expr.Call(new TimeFunction.NextDay(TimeFunction.NextDay.Day.of(dayOfWeek)), List.of(time));
    }

    /// The cube root, as a float64.
    public static Expr cbrt(Expr number) {
        return new Expr.Call(RealFunction.CBRT, List.of(number));
    }

    /// `exp(x) - 1`, exact near 0.
    public static Expr expm1(Expr number) {
        return new Expr.Call(RealFunction.EXPM1, List.of(number));
    }

    /// The natural logarithm of `1 + x`, exact near 0.
    public static Expr log1p(Expr number) {
        return new Expr.Call(RealFunction.LOG1P, List.of(number));
    }

    /// The logarithm to base 2, as a float64.
    public static Expr log2(Expr number) {
        return new Expr.Call(RealFunction.LOG2, List.of(number));
    }

    /// The sine of an angle in radians.
    public static Expr sin(Expr number) {
        return new Expr.Call(RealFunction.SIN, List.of(number));
    }

    public static Expr cos(Expr number) {
        return new Expr.Call(RealFunction.COS, List.of(number));
    }

    public static Expr tan(Expr number) {
        return new Expr.Call(RealFunction.TAN, List.of(number));
    }

    /// The angle in radians whose sine it is; NaN beyond -1 and 1.
    public static Expr asin(Expr number) {
        return new Expr.Call(RealFunction.ASIN, List.of(number));
    }

    public static Expr acos(Expr number) {
        return new Expr.Call(RealFunction.ACOS, List.of(number));
    }

    public static Expr atan(Expr number) {
        return new Expr.Call(RealFunction.ATAN, List.of(number));
    }

    public static Expr sinh(Expr number) {
        return new Expr.Call(RealFunction.SINH, List.of(number));
    }

    public static Expr cosh(Expr number) {
        return new Expr.Call(RealFunction.COSH, List.of(number));
    }

    public static Expr tanh(Expr number) {
        return new Expr.Call(RealFunction.TANH, List.of(number));
    }

    /// -1.0, 0.0 or 1.0, as a float64.
    public static Expr signum(Expr number) {
        return new Expr.Call(RealFunction.SIGNUM, List.of(number));
    }

    /// Radians as degrees.
    public static Expr degrees(Expr number) {
        return new Expr.Call(RealFunction.DEGREES, List.of(number));
    }

    /// Degrees as radians.
    public static Expr radians(Expr number) {
        return new Expr.Call(RealFunction.RADIANS, List.of(number));
    }

    /// The bits that are 1 in both integers, in the type at which they meet.
    public static Expr bitwiseAnd(Expr left, @Nullable Object right) {
        return bits(BitFunction.AND, left, right);
    }

    /// The bits that are 1 in either integer.
    public static Expr bitwiseOr(Expr left, @Nullable Object right) {
        return bits(BitFunction.OR, left, right);
    }

    /// The bits that are 1 in one of two integers.
    public static Expr bitwiseXor(Expr left, @Nullable Object right) {
        return bits(BitFunction.XOR, left, right);
    }

    /// The bits that are 0 in an integer.
    public static Expr bitwiseNot(Expr integer) {
        return new Expr.Call(BitFunction.NOT, List.of(integer));
    }

    /// The bits moved up by a number of places, as Java's `<<`: modulo the width.
    public static Expr shiftLeft(Expr integer, @Nullable Object places) {
        return bits(BitFunction.SHIFT_LEFT, integer, places);
    }

    /// The bits moved down by a number of places, behind copies of the sign, as Java's `>>`.
    public static Expr shiftRight(Expr integer, @Nullable Object places) {
        return bits(BitFunction.SHIFT_RIGHT, integer, places);
    }

    /// The bits moved down by a number of places, behind zeros, as Java's `>>>`.
    public static Expr shiftRightUnsigned(Expr integer, @Nullable Object places) {
        return bits(BitFunction.SHIFT_RIGHT_UNSIGNED, integer, places);
    }

    private static Expr bits(BitFunction function, Expr left, @Nullable Object right) {
        return new Expr.Call(function, List.of(left, Literals.expr(right)));
    }

    /// Spark's `xxhash64` of some values together, as an int64: that of XXH64 with seed 42. A null counts for nothing, so it is never null.
    public static Expr xxhash64(Expr first, Expr... more) {
        return new Expr.Call(HashFunction.XXHASH64, ColumnOperations.listOf(first, more));
    }

    /// Spark's `hash` of some values together, as an int32: that of Murmur3 with seed 42. A null counts for nothing, so it is never null.
    public static Expr hash(Expr first, Expr... more) {
        return new Expr.Call(HashFunction.HASH, ColumnOperations.listOf(first, more));
    }
}
