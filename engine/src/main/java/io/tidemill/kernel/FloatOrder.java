// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel;

/// The order of floats, Spark's: -0.0 equals 0.0, NaN equals NaN and is greater than any other.
final class FloatOrder {
    private FloatOrder() {}

    static boolean less(double first, double second) {
        return !(first >= second) && !Double.isNaN(first);
    }

    static boolean equal(double first, double second) {
        return first == second || (Double.isNaN(first) && Double.isNaN(second));
    }
}
