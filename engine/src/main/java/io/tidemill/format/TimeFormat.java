// SPDX-License-Identifier: Apache-2.0
package io.tidemill.format;

import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// How moments, or days, are written. Times without a zone are UTC.
public sealed interface TimeFormat {

    /// ISO 8601: `2026-11-23T14:10:33.123456Z`, with a space for the T, without a fraction, without seconds, with an offset such as
    /// `+01:00`, or only the day. Days: `2026-11-23`. Fractions beyond microseconds are cut off.
    static TimeFormat iso() {
        return new Iso();
    }

    /// Seconds since 1970, as an integer.
    static TimeFormat epochSeconds() {
        return new Epoch(1_000_000);
    }

    /// Milliseconds since 1970, as an integer.
    static TimeFormat epochMillis() {
        return new Epoch(1_000);
    }

    /// Microseconds since 1970, as an integer.
    static TimeFormat epochMicros() {
        return new Epoch(1);
    }

    /// A pattern of [DateTimeFormatter], such as `dd/MM/yyyy HH:mm:ss`. Each value makes garbage: the others do not.
    static TimeFormat pattern(String pattern) {
        return new Pattern(pattern);
    }

    record Iso() implements TimeFormat {}

    /// @param micros of a unit
    record Epoch(long micros) implements TimeFormat {}

    record Pattern(String pattern) implements TimeFormat {
        public Pattern {
            var _ = DateTimeFormatter.ofPattern(pattern, Locale.ROOT); // throws what is wrong with it
        }
    }
}
