// SPDX-License-Identifier: Apache-2.0
package io.tidemill.codec;

import org.jspecify.annotations.Nullable;

/// Of values that count as equal always the same one: what keys, least and greatest values are given as.
///
/// That is 0.0 for -0.0, and one NaN. In Java the two zeros differ as objects.
public final class Canonical {

    private Canonical() {}

    /// The value itself unless it is a float, or a row with one. What lies in objects of the user's stays as it is.
    @SuppressWarnings("unchecked") // of the class of the value
    public static <T extends @Nullable Object> T of(T value) {
        return switch (value) {
            case Double real -> (T) of(real);
            case Float real -> (T) of(real);
            case RowValue row -> (T) row.canonical();
            case null, default -> value;
        };
    }

    private static Double of(Double value) {
        return isCanonical(value) ? value : Double.valueOf(value + 0.0);
    }

    private static Float of(Float value) {
        return isCanonical(value) ? value : Float.valueOf(value + 0.0f);
    }

    private static boolean isCanonical(double value) {
        return Double.doubleToRawLongBits(value) != Double.doubleToRawLongBits(-0.0);
    }
}
