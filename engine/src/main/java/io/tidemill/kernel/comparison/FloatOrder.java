// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.comparison;

/// The order of floats, Spark's: -0.0 equals 0.0, NaN equals NaN and is greater than any other.
public final class FloatOrder {
    private FloatOrder() {}

    public static boolean less(double first, double second) {
        return !(first >= second) && !Double.isNaN(first);
    }

    public static boolean equal(double first, double second) {
        return first == second || (Double.isNaN(first) && Double.isNaN(second));
    }

    public static double least(double known, double value) {
        return less(value, known) ? value : known;
    }

    public static double greatest(double known, double value) {
        return less(known, value) ? value : known;
    }

    /// Of equal floats always the same one: one NaN, and 0.0 for both zeros.
    public static double canonical(double value) {
        return Double.isNaN(value) ? Double.NaN : value + 0.0;
    }
}
