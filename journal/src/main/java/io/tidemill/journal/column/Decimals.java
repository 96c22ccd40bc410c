// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.column;

/// Doubles that were once written with a few decimals, as prices are, as int64 numbers: the value times a power of ten.
///
/// A value is taken only if dividing gives all its bits again, so neither NaN, nor infinity, nor -0.0 is.
final class Decimals {
    /// 10^22 is the last power that a double holds exactly; more than a few decimals fit into no few bits.
    static final int MOST_DECIMALS = 9;
    private static final double[] POWERS = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};

    private Decimals() {}

    /// How many decimals the first of the values need, given their bits; -1 if they are no such values.
    static int decimals(long[] bits, int count) {
        int decimals = 0;
        int i = 0;
        while (i < count && decimals <= MOST_DECIMALS) {
            if (isExact(bits[i], POWERS[decimals])) {
                i++;
            } else {
                decimals++;
            }
        }
        return decimals <= MOST_DECIMALS ? decimals : -1;
    }

    private static boolean isExact(long bits, double power) {
        return Double.doubleToRawLongBits(number(bits, power) / power) == bits;
    }

    private static long number(long bits, double power) {
        double scaled = Double.longBitsToDouble(bits) * power;
        return (long) (scaled + Math.copySign(0.5, scaled));
    }

    /// Makes numbers of values, given their bits; false if one of them is not exactly such a number.
    static boolean toNumbers(long[] bits, int count, int decimals, long[] numbers) {
        double power = POWERS[decimals];
        long differences = 0;
        for (int i = 0; i < count; i++) {
            long number = number(bits[i], power);
            numbers[i] = number;
            differences |= Double.doubleToRawLongBits(number / power) ^ bits[i];
        }
        return differences == 0;
    }

    /// Undoes [#toNumbers], in place.
    static void toBits(long[] numbers, int count, int decimals) {
        double power = POWERS[decimals];
        for (int i = 0; i < count; i++) {
            numbers[i] = Double.doubleToRawLongBits(numbers[i] / power);
        }
    }
}
