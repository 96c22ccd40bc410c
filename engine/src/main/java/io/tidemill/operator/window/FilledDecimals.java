// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.window;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

import io.tidemill.memory.Column;
import io.tidemill.memory.Memory;
import io.tidemill.memory.Type;
import io.tidemill.memory.WideInteger;

/// Decimals of rows that fill gaps.
///
/// Those on a straight line are exact before they are rounded: up to 18 digits without an object, unless a gap has 2^31 intervals; wider ones
/// make some.
final class FilledDecimals {
    private FilledDecimals() {}

    /// The smallest units of a number that the type holds.
    static BigInteger units(Number number, Type type) {
        return new BigDecimal(number.toString()).setScale(type.scale(), RoundingMode.UNNECESSARY).unscaledValue();
    }

    static void put(Type type, long values, int row, BigInteger units) {
        if (type.isWide()) {
            WideInteger.put(values + 16L * row, WideInteger.high(units), units.longValue());
        } else {
            Memory.putLong(values + 8L * row, units.longValue());
        }
    }

    /// Stores what is so many steps of a distance on the way from one value to another, halves rounded away from zero.
    static void interpolate(Column before, int beforeRow, Column behind, int behindRow, long steps, long distance,
            long values, int row) {
        Type type = before.type();
        if (type.isWide() || distance > Integer.MAX_VALUE) {
            BigInteger from = before.decimalAt(beforeRow).unscaledValue();
            BigInteger way = behind.decimalAt(behindRow).unscaledValue().subtract(from);
            BigDecimal part = new BigDecimal(way.multiply(BigInteger.valueOf(steps)))
                    .divide(BigDecimal.valueOf(distance), 0, RoundingMode.HALF_UP);
            put(type, values, row, from.add(part.unscaledValue()));
            return;
        }
        long from = before.longAt(beforeRow);
        long way = behind.longAt(behindRow) - from; // two of 18 digits fit
        long rest = way % distance * steps; // less than the distance squared
        long part = rest / distance;
        boolean isHalf = 2 * Math.abs(rest - part * distance) >= distance;
        Memory.putLong(values + 8L * row, from + way / distance * steps + part + (isHalf ? Long.signum(way) : 0));
    }
}
