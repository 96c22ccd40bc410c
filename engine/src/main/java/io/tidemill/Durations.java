// SPDX-License-Identifier: Apache-2.0
package io.tidemill;

import java.time.Duration;

/// Short names for durations, for `import static`.
public final class Durations {

    private Durations() {}

    public static Duration millis(long amount) {
        return Duration.ofMillis(amount);
    }

    public static Duration seconds(long amount) {
        return Duration.ofSeconds(amount);
    }

    public static Duration minutes(long amount) {
        return Duration.ofMinutes(amount);
    }

    static long micros(Duration duration) {
        return Math.addExact(Math.multiplyExact(duration.getSeconds(), 1_000_000L), duration.getNano() / 1_000);
    }
}
