// SPDX-License-Identifier: Apache-2.0
package io.tidemill.time;

/// The wall clock, followed by the monotonic one between two looks at it. Any thread.
///
/// The system's microseconds cannot be read without an allocation, its milliseconds can; so the microseconds come from the
/// monotonic clock, set right whenever the two have drifted apart by more than a millisecond.
final class SystemClock implements Clock {
    private static final long LOOK_NANOS = 10_000_000;
    private static final long DRIFT_MICROS = 1_000;

    private volatile Anchor anchor = Anchor.now();
    private volatile long lookedNanos = System.nanoTime();

    /// A moment on both clocks.
    private record Anchor(long micros, long nanos) {
        static Anchor now() {
            return new Anchor(System.currentTimeMillis() * 1_000, System.nanoTime());
        }

        long micros(long atNanos) {
            return micros + (atNanos - nanos) / 1_000;
        }
    }

    @Override
    public long micros() {
        long nanos = System.nanoTime();
        if (nanos - lookedNanos > LOOK_NANOS) {
            lookedNanos = nanos;
            follow(nanos);
        }
        return anchor.micros(nanos);
    }

    private void follow(long nanos) {
        long wall = System.currentTimeMillis() * 1_000;
        long ours = anchor.micros(nanos);
        if (ours < wall - DRIFT_MICROS || ours > wall + 1_000 + DRIFT_MICROS) {
            anchor = Anchor.now();
        }
    }
}
