// SPDX-License-Identifier: Apache-2.0
package io.tidemill;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.tidemill.plan.expr.BitFunction;
import io.tidemill.plan.expr.Expr;
import io.tidemill.plan.expr.HashFunction;
import io.tidemill.plan.expr.Literals;
import io.tidemill.plan.expr.RealFunction;

/// Functions of numbers beyond arithmetic, and hashes: a part of [Functions].
public abstract sealed class NumberFunctions permits ListFunctions {

    NumberFunctions() {}

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
