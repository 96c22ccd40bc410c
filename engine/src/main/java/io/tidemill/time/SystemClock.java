// SPDX-License-Identifier: Apache-2.0
package io.tidemill.time;

/// The wall clock, followed by the monotonic one between two looks at it.
///
/// The system's microseconds cannot be read without an allocation, its milliseconds can; so the microseconds come from the
/// monotonic clock, set right whenever the two have drifted apart by more than a millisecond. One thread.
final class SystemClock implements Clock {
    private static final long LOOK_NANOS = 10_000_000;
    private static final long DRIFT_MICROS = 1_000;

    private long anchorMicros = System.currentTimeMillis() * 1_000;
    private long anchorNanos = System.nanoTime();
    private long lookedNanos = anchorNanos;

    @Override
    public long micros() {
        long nanos = System.nanoTime();
        if (nanos - lookedNanos > LOOK_NANOS) {
            lookedNanos = nanos;
            follow(nanos);
        }
        return anchorMicros + (nanos - anchorNanos) / 1_000;
    }

    private void follow(long nanos) {
        long wall = System.currentTimeMillis() * 1_000;
        long ours = anchorMicros + (nanos - anchorNanos) / 1_000;
        if (ours < wall - DRIFT_MICROS || ours > wall + 1_000 + DRIFT_MICROS) {
            anchorMicros = wall;
            anchorNanos = nanos;
        }
    }
}
