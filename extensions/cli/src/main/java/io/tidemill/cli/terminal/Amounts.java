// SPDX-License-Identifier: Apache-2.0
package io.tidemill.cli.terminal;

import java.util.Locale;

/// Numbers as people like to read them.
public final class Amounts {

    private Amounts() {}

    /// `950`, `12,345`, `1.23 M`.
    public static String count(double number) {
        return number < 1e6
                ? String.format(Locale.ROOT, "%,.0f", number)
                : String.format(Locale.ROOT, "%.2f M", number / 1e6);
    }

    /// `0.42 MB`, `12.3 MB`, `1,234 MB`.
    public static String megabytes(double bytes) {
        double megabytes = bytes / 1e6;
        String form = megabytes < 10 ? "%.2f MB" : megabytes < 100 ? "%.1f MB" : "%,.0f MB";
        return String.format(Locale.ROOT, form, megabytes);
    }

    /// `950 bytes`, `12.3 kB`, `1.22 MB`.
    public static String bytes(long bytes) {
        if (bytes < 1_000) {
            return bytes + " bytes";
        }
        return bytes < 1_000_000 ? String.format(Locale.ROOT, "%.1f kB", bytes / 1e3) : megabytes((double) bytes);
    }

    /// `85 us`, `1.2 ms`, `3.45 s`.
    public static String time(double micros) {
        if (micros < 1e3) {
            return String.format(Locale.ROOT, "%.0f us", micros);
        }
        return micros < 1e6
                ? String.format(Locale.ROOT, "%.1f ms", micros / 1e3)
                : String.format(Locale.ROOT, "%.2f s", micros / 1e6);
    }
}
