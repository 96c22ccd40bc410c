// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.decimal;

import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Recipe;
import io.tidemill.kernel.Shape;
import io.tidemill.memory.Type;

/// Sums, differences, products, quotients and remainders of decimals of any scales, exact in 128 bits and then rounded to the scale of the
/// result.
///
/// A row whose result has more digits than its type, and one whose divisor is 0, has no value: its bit is 0, its value is 0, and it is
/// counted.
public enum DecimalArithmetic {
    ADD {
        @Override
        long of(long left, long right, Specification by) {
            return sum(left, right, by);
        }
    },
    SUB {
        @Override
        long of(long left, long right, Specification by) {
            return sum(left, -right, by);
        }
    },
    MUL {
        @Override
        long of(long left, long right, Specification by) {
            long high = Math.multiplyHigh(left, right);
            long low = left * right;
            return signed(high, low, by);
        }
    },
    DIV {
        @Override
        long of(long left, long right, Specification by) {
            return right == 0 ? Wide.NONE : quotient(left, right, by);
        }
    },
    /// Has the sign of the dividend.
    MOD {
        @Override
        long of(long left, long right, Specification by) {
            return right == 0 ? Wide.NONE : remainder(left, right, by);
        }
    };

    /// @param leftPower what the left operand is multiplied by first
    /// @param leftMore and then by this
    /// @param rightPower what the right operand is multiplied by
    /// @param divisor what the result is divided by
    /// @param limit the greatest result
    record Specification(DecimalArithmetic operation, long leftPower, long leftMore, long rightPower, long divisor,
            long limit) {}

    /// Column by column, of decimals.
    public Shape<Loop.Partial> of(Type left, Type right, Type result) {
        return left.isWide() || right.isWide() || result.isWide()
                ? WideArithmetic.valueOf(name()).of(left, right, result)
                : ofNarrow(left, right, result);
    }

    private Shape<Loop.Partial> ofNarrow(Type left, Type right, Type result) {
        int common = Math.max(left.scale(), right.scale());
        long limit = Wide.limit(result.precision());
        int up = result.scale() - left.scale() + right.scale();
        return Recipe.single(ScalarDecimalArithmetic.class, switch (this) {
            case ADD, SUB, MOD -> new Specification(this, Wide.power(common - left.scale()), 1,
                    Wide.power(common - right.scale()), Wide.power(common - result.scale()), limit);
            case MUL ->
                new Specification(this, 1, 1, 1, Wide.power(left.scale() + right.scale() - result.scale()), limit);
            case DIV -> new Specification(this, Wide.power(Math.min(up, 18)), Wide.power(Math.max(up - 18, 0)), 1, 1,
                    limit);
        });
    }

    /// The unscaled result, or [Wide#NONE].
    abstract long of(long left, long right, Specification by);

    private static long sum(long left, long right, Specification by) {
        long leftLow = left * by.leftPower();
        long low = leftLow + right * by.rightPower();
        long carry = Long.compareUnsigned(low, leftLow) < 0 ? 1 : 0;
        long high = Math.multiplyHigh(left, by.leftPower()) + Math.multiplyHigh(right, by.rightPower()) + carry;
        return signed(high, low, by);
    }

    private static long signed(long high, long low, Specification by) {
        if (high >= 0) {
            return Wide.rounded(false, high, low, by.divisor(), by.limit());
        }
        return Wide.rounded(true, ~high + (low == 0 ? 1 : 0), -low, by.divisor(), by.limit());
    }

    private static long quotient(long left, long right, Specification by) {
        long dividend = Math.abs(left);
        long high = Math.unsignedMultiplyHigh(dividend, by.leftPower());
        long low = dividend * by.leftPower();
        if (by.leftMore() != 1) {
            long carried = Math.unsignedMultiplyHigh(low, by.leftMore());
            long top = high * by.leftMore();
            boolean leaves = Math.unsignedMultiplyHigh(high, by.leftMore()) != 0
                    || Long.compareUnsigned(top + carried, top) < 0;
            if (leaves) {
                return Wide.NONE; // a quotient of 18 digits and a divisor of 18 make less
            }
            high = top + carried;
            low *= by.leftMore();
        }
        return Wide.rounded((left ^ right) < 0, high, low, Math.abs(right), by.limit());
    }

    /// One of the powers is 1.
    private static long remainder(long left, long right, Specification by) {
        if (by.rightPower() != 1) {
            boolean isLess = Math.multiplyHigh(right, by.rightPower()) != (right * by.rightPower()) >> 63;
            return isLess ? left : left % (right * by.rightPower());
        }
        long dividend = Math.abs(left);
        long divisor = Math.abs(right);
        long high = Math.unsignedMultiplyHigh(dividend, by.leftPower()) % divisor; // of 64 bits above, the rest counts
        long low = dividend * by.leftPower();
        long rest = low - Wide.divide(high, low, divisor) * divisor;
        return left < 0 ? -rest : rest;
    }
}
