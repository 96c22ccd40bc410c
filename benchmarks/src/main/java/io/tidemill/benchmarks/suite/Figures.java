// SPDX-License-Identifier: Apache-2.0
package io.tidemill.benchmarks.suite;

import java.util.Arrays;
import java.util.Locale;

/// Medians, and numbers as people read them.
public final class Figures {
    private Figures() {}

    /// The middle value, the mean of the two middle ones if their number is even.
    public static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /// Three significant digits at least, thousands separated.
    public static String text(double value) {
        double size = Math.abs(value);
        int decimals = size == 0 || size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }
}
