// SPDX-License-Identifier: Apache-2.0
package io.tidemill.plan;

/// Durations in messages.
public final class Micros {

    private Micros() {}

    /// `10 s`, `1500 ms`, `250 us`: the largest unit that is exact.
    public static String text(long micros) {
        if (micros % 1_000_000 == 0) {
            return micros / 1_000_000 + " s";
        }
        return micros % 1_000 == 0 ? micros / 1_000 + " ms" : micros + " us";
    }
}
