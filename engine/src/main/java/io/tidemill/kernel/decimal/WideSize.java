// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.decimal;

/// Sizes of integers of 128 bits: what is left without their signs, as two longs, less than 2^127.
///
/// A method that answers upper bits answers [#TOO_LARGE] of what is no such size, and of what was too large before; the lower bits go by
/// plain arithmetic.
final class WideSize {
    /// Stands for the upper bits of anything from 2^127 on; so does every negative number.
    static final long TOO_LARGE = -1;
    /// As many digits as a power of ten without a sign has zeros in 64 bits.
    static final int STEP = 19;
    static final long STEP_POWER = Wide.power(STEP);

    private WideSize() {}

    /// The upper bits of the size of a number with a sign.
    static long high(long high, long low) {
        return high >= 0 ? high : ~high + (low == 0 ? 1 : 0);
    }

    /// The lower bits of the size of a number with a sign.
    static long low(long high, long low) {
        return high >= 0 ? low : -low;
    }

    /// The upper bits of a size by a factor without a sign; the lower ones are `low * factor`.
    static long timesHigh(long high, long low, long factor) {
        long top = high * factor;
        long carried = Math.unsignedMultiplyHigh(low, factor);
        boolean leaves = (high | top | carried | top + carried) < 0 || Math.unsignedMultiplyHigh(high, factor) != 0;
        return leaves ? TOO_LARGE : top + carried;
    }

    /// How many digits of some are multiplied or divided by first, as a power of ten.
    static long firstPower(int digits) {
        return Wide.power(Math.min(digits, STEP));
    }

    /// And then these: there are 38 at most.
    static long secondPower(int digits) {
        return Wide.power(Math.min(Math.max(digits - STEP, 0), STEP));
    }

    /// The upper bits of a quotient by a divisor of 64 bits without a sign.
    static long quotientHigh(long high, long divisor) {
        return high == 0 ? 0 : Long.divideUnsigned(high, divisor);
    }

    /// The lower bits of it.
    static long quotientLow(long high, long low, long divisor) {
        long rest = high == 0 ? 0 : Long.remainderUnsigned(high, divisor);
        return rest == 0 ? Long.divideUnsigned(low, divisor) : Wide.divide(rest, low, divisor);
    }

    /// The quotient by a divisor of more than 64 bits: it has fewer than 64. Guessed by the upper bits of both, it is one too small at most.
    static long quotient(long high, long low, long divisorHigh, long divisorLow) {
        int shift = Long.numberOfLeadingZeros(divisorHigh);
        long top = divisorHigh << shift | divisorLow >>> 1 >>> (63 - shift);
        long guessed = Wide.divide(high >>> 1, high << 63 | low >>> 1, top) >>> (63 - shift);
        long quotient = guessed == 0 ? 0 : guessed - 1;
        long restHigh = restHigh(high, low, quotient, divisorHigh, divisorLow);
        return isLess(restHigh, low - quotient * divisorLow, divisorHigh, divisorLow) ? quotient : quotient + 1;
    }

    /// The upper bits of what a quotient leaves; the lower ones are `low - quotient * divisorLow`.
    static long restHigh(long high, long low, long quotient, long divisorHigh, long divisorLow) {
        long taken = quotient * divisorHigh + Math.unsignedMultiplyHigh(quotient, divisorLow);
        return high - taken - borrow(low, quotient * divisorLow);
    }

    /// What the upper bits of a difference lose.
    static long borrow(long low, long subtracted) {
        return Long.compareUnsigned(low, subtracted) < 0 ? 1 : 0;
    }

    static boolean isLess(long high, long low, long otherHigh, long otherLow) {
        return high == otherHigh ? Long.compareUnsigned(low, otherLow) < 0 : Long.compareUnsigned(high, otherHigh) < 0;
    }
}
