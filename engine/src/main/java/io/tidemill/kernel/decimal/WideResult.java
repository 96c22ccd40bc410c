// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.decimal;

import java.math.BigDecimal;
import java.math.BigInteger;

import org.jspecify.annotations.Nullable;

import io.tidemill.kernel.Element;
import io.tidemill.kernel.decimal.DecimalCasts.Rounding;
import io.tidemill.memory.Type;
import io.tidemill.memory.WideInteger;

/// How a [WideSize] becomes a value of a column: it loses digits at its end, is rounded, gets its sign, and is stored if it fits.
///
/// @param cut how many digits are lost
/// @param divisor the power of ten of those that are left after [WideSize#STEP] of them
/// @param below how much more there is room for below zero than above
record WideResult(Type type, Element element, int cut, long divisor, long limitHigh, long limitLow, int below,
        Rounding rounding) {

    static WideResult of(Type type, int cut, Rounding rounding) {
        Element element = Element.of(type);
        BigInteger limit = type.isDecimal()
                ? BigInteger.TEN.pow(type.precision())
                : BigInteger.TWO.pow(8 * element.width() - 1);
        BigInteger greatest = limit.subtract(BigInteger.ONE);
        int digits = cut > WideSize.STEP ? cut - WideSize.STEP : cut;
        return new WideResult(type, element, cut, Wide.power(Math.min(digits, WideSize.STEP)),
                WideInteger.high(greatest), greatest.longValue(), type.isDecimal() ? 0 : 1, rounding);
    }

    /// Stores the value of a row; false, and 0 is stored, if it does not fit.
    boolean put(boolean negative, long high, long low, long target, long row) {
        if (high < 0) {
            return putNone(target, row);
        }
        if (cut == 0) {
            return store(negative, high, low, false, target, row);
        }
        if (cut > 2 * WideSize.STEP) {
            return store(negative, 0, 0, false, target, row); // less than half of 10^39
        }
        boolean isStepped = cut > WideSize.STEP;
        long stepped = isStepped ? Wide.divide(high, low, WideSize.STEP_POWER) : low; // 2^63 < 10^19
        boolean hasRest = low != (isStepped ? stepped * WideSize.STEP_POWER : low);
        long restOfHigh = isStepped ? 0 : high;
        long quotientHigh = WideSize.quotientHigh(restOfHigh, divisor);
        long quotientLow = WideSize.quotientLow(restOfHigh, stepped, divisor);
        long rest = stepped - quotientLow * divisor;
        boolean isTie = !hasRest && rest == divisor - rest;
        boolean adds = rounding.adds(negative, isHalf(rest, divisor), isTie && (quotientLow & 1) == 0,
                hasRest || rest != 0);
        return store(negative, quotientHigh, quotientLow, adds, target, row);
    }

    /// Whether a rest is half of its divisor, or more.
    static boolean isHalf(long rest, long divisor) {
        return Long.compareUnsigned(rest, divisor - rest) >= 0;
    }

    /// Stores a size as it is, or one more, where it fits.
    boolean store(boolean negative, long high, long low, boolean adds, long target, long row) {
        long sizeLow = low + (adds ? 1 : 0);
        long sizeHigh = high + (adds && sizeLow == 0 ? 1 : 0);
        boolean fits = sizeHigh >= 0
                && !WideSize.isLess(limitHigh, limitLow + (negative ? below : 0), sizeHigh, sizeLow);
        if (!fits) {
            element.putWide(target, row, 0, 0);
        } else if (negative) {
            element.putWide(target, row, ~sizeHigh + (sizeLow == 0 ? 1 : 0), -sizeLow);
        } else {
            element.putWide(target, row, sizeHigh, sizeLow);
        }
        return fits;
    }

    /// Stores a decimal, rounded to the digits of the type; makes some objects.
    boolean put(BigDecimal value, long target, long row) {
        BigInteger unscaled = DecimalTexts.whole(value, type.precision(), type.scale());
        return put(unscaled, target, row);
    }

    /// Stores smallest units; not, if they are null.
    boolean put(@Nullable BigInteger unscaled, long target, long row) {
        if (unscaled == null) {
            return putNone(target, row);
        }
        element.putWide(target, row, WideInteger.high(unscaled), unscaled.longValue());
        return true;
    }

    /// Stores 0 for a row that has no value.
    boolean putNone(long target, long row) {
        element.putWide(target, row, 0, 0);
        return false;
    }
}
