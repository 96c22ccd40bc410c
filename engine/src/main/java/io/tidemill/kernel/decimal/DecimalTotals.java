// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.decimal;

import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Recipe;
import io.tidemill.kernel.Shape;
import io.tidemill.kernel.decimal.DecimalCasts.Rounding;
import io.tidemill.memory.Type;

/// Sums and averages of decimals, of exact totals: those that [io.tidemill.kernel.aggregate.WideSums] keeps of values of up to 18 digits, and of
/// others the sums of four words.
///
/// The words of a number of 128 bits are the int64s that begin at its bits 0, 32, 64 and 96. Their sums wrap around, and may be
/// subtracted from; together they tell the whole sum of up to 2^31 numbers: what one word adds above the next are digits of 32 bits.
///
/// A group whose result has more digits than its type has no value. An average of no values is 0.
public final class DecimalTotals {
    /// How many words are summed up.
    public static final int WORDS = 4;
    /// How many bits one word begins behind the other.
    public static final int WORD_SHIFT = 32;

    /// @param power what a total is multiplied by
    record Specification(long power, WideResult result) {

        /// Stores the quotient of a total of 192 bits, rounded; false if it does not fit.
        boolean put(long top, long high, long low, long count, long target, long row) {
            if (count == 0) {
                return result.store(false, 0, 0, false, target, row);
            }
            boolean negative = top < 0;
            long sizeLow = negative ? -low : low;
            long sizeHigh = negative ? ~high + (low == 0 ? 1 : 0) : high;
            long sizeTop = negative ? ~top + ((low | high) == 0 ? 1 : 0) : top;
            long carriedHigh = Math.unsignedMultiplyHigh(sizeLow, power);
            long scaledHigh = sizeHigh * power + carriedHigh;
            long carriedTop = Math.unsignedMultiplyHigh(sizeHigh, power)
                    + (Long.compareUnsigned(scaledHigh, carriedHigh) < 0 ? 1 : 0);
            long scaledTop = sizeTop * power + carriedTop; // 127 bits, 31 and 14
            if (scaledTop >= count) {
                return result.putNone(target, row);
            }
            long quotientHigh = WideSize.quotientLow(scaledTop, scaledHigh, count);
            long rest = scaledHigh - quotientHigh * count;
            long quotientLow = WideSize.quotientLow(rest, sizeLow * power, count);
            boolean adds = WideResult.isHalf(sizeLow * power - quotientLow * count, count);
            return result.store(negative, quotientHigh, quotientLow, adds, target, row);
        }
    }

    private DecimalTotals() {}

    /// Totals by counts, which are all 1 where a sum is meant.
    ///
    /// @param values that were added
    public static Shape<Loop.Average> of(Type values, Type result) {
        return Recipe.single(values.isWide() ? ScalarWideTotal.class : ScalarDecimalTotal.class, new Specification(
                Wide.power(result.scale() - values.scale()), WideResult.of(result, 0, Rounding.HALF_UP)));
    }
}
