// SPDX-License-Identifier: Apache-2.0
package io.tidemill;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;

import io.tidemill.plan.Site;

/// Short names for durations, for `import static`.
public final class Durations {
    /// 100,000 years of 365 days: times of batches stay far from the ends of an int64.
    private static final long MOST_MICROS = TimeUnit.DAYS.toMicros(365L * 100_000);

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

    /// A duration that is part of a plan, in whole microseconds; refuses any other.
    ///
    /// @param what it is, for the message
    static long exactMicros(String what, Duration duration, Site site) {
        return exactMicros(what, duration, " [" + site + "]");
    }

    static long exactMicros(String what, Duration duration) {
        return exactMicros(what, duration, "");
    }

    private static long exactMicros(String what, Duration duration, String where) {
        if (!duration.truncatedTo(ChronoUnit.MICROS).equals(duration)) {
            throw new PlanException("%s of %s is no whole number of microseconds%s".formatted(what, duration, where));
        }
        long micros = TimeUnit.MICROSECONDS.convert(duration);
        if (Math.abs(micros) > MOST_MICROS) {
            throw new PlanException("%s of %s is too long: %s is the most%s".formatted(what, duration,
                    Duration.of(MOST_MICROS, ChronoUnit.MICROS), where));
        }
        return micros;
    }
}
