// SPDX-License-Identifier: Apache-2.0
package io.tidemill.testkit;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import io.tidemill.codec.Times;
import io.tidemill.time.Clock;

/// A clock that stands still until it is moved. Any thread.
public final class ManualClock implements Clock {
    private final AtomicLong micros;

    private ManualClock(long micros) {
        this.micros = new AtomicLong(micros);
    }

    /// Stands at the beginning of 1970, so that batch times are what has passed.
    public static ManualClock atZero() {
        return new ManualClock(0);
    }

    public static ManualClock at(Instant instant) {
        return new ManualClock(Times.micros(instant));
    }

    @Override
    public long micros() {
        return micros.get();
    }

    public void advance(Duration duration) {
        micros.addAndGet(TimeUnit.MICROSECONDS.convert(duration));
    }

    /// Sets the clock, also back, as the system's may be.
    public void set(long microsSince1970) {
        micros.set(microsSince1970);
    }
}
