// SPDX-License-Identifier: Apache-2.0
package io.tidemill;

import java.time.Duration;

import io.tidemill.plan.Micros;
import io.tidemill.plan.Site;

/// A value that a [KeyedProcessFunction] keeps for each key: its name among those of the function, its class, and how long it lives.
///
/// @param timeToLiveMicros by batch time; 0 for ever
/// @param update what makes that begin anew
public record ValueStateDescriptor<S>(String name, Class<S> type, long timeToLiveMicros, TtlUpdate update) {

    public ValueStateDescriptor {
        if (name.isBlank()) {
            throw new PlanException("a state needs a name");
        }
    }

    /// A value that stays until it is cleared.
    public static <S> ValueStateDescriptor<S> of(String name, Class<S> type) {
        return new ValueStateDescriptor<>(name, type, 0, TtlUpdate.ON_WRITE);
    }

    /// The same with an end: a value that was last written in a batch is gone in the first one that is so much later.
    public ValueStateDescriptor<S> timeToLive(Duration timeToLive) {
        return timeToLive(timeToLive, TtlUpdate.ON_WRITE);
    }

    /// The same, for a value that was last written, or read.
    public ValueStateDescriptor<S> timeToLive(Duration timeToLive, TtlUpdate begins) {
        Site site = CallSite.of("timeToLive");
        long micros = Durations.exactMicros("the time to live", timeToLive, site);
        if (micros <= 0) {
            throw new PlanException("a state's time to live is longer than 0, not %s [%s]".formatted(timeToLive, site));
        }
        return new ValueStateDescriptor<>(name, type, micros, begins);
    }

    @Override
    public String toString() {
        String begins = update == TtlUpdate.ON_WRITE ? "write" : "read or write";
        return timeToLiveMicros == 0
                ? name
                : "%s (for %s after a %s)".formatted(name, Micros.text(timeToLiveMicros), begins);
    }
}
