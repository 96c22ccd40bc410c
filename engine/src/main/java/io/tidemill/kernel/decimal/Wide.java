// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.decimal;

/// Integers of 128 bits, as two longs, on their way to a decimal of 18 digits.
final class Wide {
    /// Stands for no decimal.
    static final long NONE = Long.MIN_VALUE;

    private static final long[] POWERS = powers();
    private static final long LOW_INT = 0xffff_ffffL;

    private Wide() {}

    private static long[] powers() {
        long[] powers = new long[20];
        powers[0] = 1;
        for (int i = 1; i < powers.length; i++) {
            powers[i] = 10 * powers[i - 1];
        }
        return powers;
    }

    /// 10 to a power of 0 to 19, of which the last one has no sign.
    static long power(int exponent) {
        return POWERS[exponent];
    }

    /// The greatest unscaled value of so many digits.
    static long limit(int precision) {
        return POWERS[precision] - 1;
    }

    /// A value by a power of ten, if no greater than a limit.
    static long times(long value, long power, long limit) {
        long product = value * power;
        boolean fits = Math.multiplyHigh(value, power) == product >> 63 && product <= limit && product >= -limit;
        return fits ? product : NONE;
    }

    /// A value by a positive divisor, rounded half away from zero, if no greater than a limit.
    static long divided(long value, long divisor, long limit) {
        return rounded(value < 0, 0, value < 0 ? -value : value, divisor, limit);
    }

    /// The quotient of 128 bits with a sign of their own and a divisor without one, rounded half away from zero; [#NONE] if it is greater than a
    /// limit.
    static long rounded(boolean negative, long high, long low, long divisor, long limit) {
        if (Long.compareUnsigned(high, divisor) >= 0) {
            return NONE; // it has 64 bits and more
        }
        long quotient = high == 0 ? Long.divideUnsigned(low, divisor) : divide(high, low, divisor);
        if (Long.compareUnsigned(quotient, limit) > 0) {
            return NONE;
        }
        long rest = low - quotient * divisor;
        long whole = quotient + (Long.compareUnsigned(rest, divisor - rest) >= 0 ? 1 : 0);
        return whole > limit ? NONE : negative ? -whole : whole;
    }

    /// The quotient of 128 bits without a sign, where it has 64 bits: `high < divisor`. Digits of 32 bits, as in school.
    static long divide(long high, long low, long divisor) {
        int shift = Long.numberOfLeadingZeros(divisor);
        long scaled = divisor << shift;
        long first = scaled >>> 32;
        long second = scaled & LOW_INT;
        long top = high << shift | (low >>> 1 >>> (63 - shift));
        long bottom = low << shift;
        long upper = digit(top, bottom >>> 32, first, second);
        long rest = (top << 32 | bottom >>> 32) - upper * scaled;
        long lower = digit(rest, bottom & LOW_INT, first, second);
        return (upper << 32) + lower;
    }

    /// How often a divisor of two digits goes into three.
    private static long digit(long twoDigits, long third, long first, long second) {
        long quotient = Long.divideUnsigned(twoDigits, first);
        long rest = twoDigits - quotient * first;
        while (quotient > LOW_INT || Long.compareUnsigned(quotient * second, rest << 32 | third) > 0) {
            quotient--;
            rest += first;
            if (rest > LOW_INT) {
                break;
            }
        }
        return quotient;
    }

    /// Compares 128 bits with a sign.
    static int compare(long high, long low, long otherHigh, long otherLow) {
        return high == otherHigh ? Long.compareUnsigned(low, otherLow) : Long.compare(high, otherHigh);
    }
}
