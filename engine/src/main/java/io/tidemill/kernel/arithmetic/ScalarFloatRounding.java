// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.arithmetic;

import java.lang.invoke.MethodHandles;
import java.math.BigDecimal;
import java.math.RoundingMode;

import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Operand;
import io.tidemill.kernel.Stamp;
import io.tidemill.memory.Memory;

/// Template: float64s with some places behind the point, by the digits that Java writes of them.
///
/// A number of units of the last place below 10^14 and a half has 15 digits. No two decimals of so few digits are written as one float64, and the
/// shortest decimal of a float64 is the one of 15 digits if there is any: so what is written of a value lies above, on or below the middle
/// between two units as the value lies above, on or below the float64 of that middle. Units by a power of ten up to 10^22, which is exact,
/// are rounded once, to the float64 that is nearest.
final class ScalarFloatRounding implements Loop.Unary {
    private static final boolean EVEN = (Boolean) Stamp.of(MethodHandles.lookup()).specification();
    private static final int MOST_POWER = 22;
    private static final double MOST_UNITS = 9e13;
    /// No float64 has digits behind so many units, and none that is greater has a fraction.
    private static final double ALL_DIGITS = 2e16;
    private static final double NO_FRACTION = 0x1p53;

    private final int places;
    private final double power;
    private final double tenth;

    ScalarFloatRounding(Operand places) {
        this.places = (int) places.bits();
        this.power = power(Math.abs(this.places));
        this.tenth = power(Math.abs(this.places + 1));
    }

    /// Exact up to 10^22; beyond it is not used.
    private static double power(int exponent) {
        double power = 1;
        for (int i = 0; i < Math.min(exponent, MOST_POWER); i++) {
            power *= 10;
        }
        return power;
    }

    @Override
    public void apply(long source, long target, int rows) {
        for (long row = 0; row < rows; row++) {
            Memory.putDouble(target + 8 * row, rounded(Memory.doubleAt(source + 8 * row)));
        }
    }

    private double rounded(double value) {
        double size = Math.abs(value);
        if (!(size < Double.POSITIVE_INFINITY)) {
            return Double.isNaN(value) ? Double.NaN : value;
        }
        if (places >= 0 && size >= NO_FRACTION) {
            return value;
        }
        if (Math.abs(places) >= MOST_POWER) {
            return exactly(value);
        }
        double about = places < 0 ? size / power : size * power;
        if (places >= 0 && about >= ALL_DIGITS) {
            return value;
        }
        if (about >= MOST_UNITS) {
            return exactly(value);
        }
        double units = Math.floor(about);
        while (units > 0 && isBelow(size, units - 1)) {
            units--;
        }
        while (!isBelow(size, units)) {
            units++;
        }
        double result = places < 0 ? units * power : units / power;
        return value < 0 && result != 0 ? -result : result;
    }

    /// Whether a size is rounded to so many units or fewer.
    private boolean isBelow(double size, double units) {
        double middle = 10 * units + 5;
        double limit = places < 0 ? middle * tenth : middle / tenth;
        return size < limit || (EVEN && size == limit && units % 2 == 0);
    }

    /// Makes some objects.
    private double exactly(double value) {
        return BigDecimal.valueOf(value)
                .setScale(places, EVEN ? RoundingMode.HALF_EVEN : RoundingMode.HALF_UP)
                .doubleValue();
    }
}
