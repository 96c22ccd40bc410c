// SPDX-License-Identifier: Apache-2.0
package io.tidemill.connector.source;

/// Spreads bytes evenly over time, by a clock that it is told.
///
/// Credit grows with the time that passes, up to [#BURST_MICROS] of it, so that who was held up does not flood afterwards. It is
/// spent in steps of about [#STEP_MICROS], smaller than a batch. A clock that is set back gives nothing, one that is set
/// forward a burst at most.
final class Pace {
    static final long BURST_MICROS = 100_000;
    static final long STEP_MICROS = 20_000;
    private static final long SECOND_MICROS = 1_000_000;
    /// Keeps `rate x burst` within a long; faster than any disk.
    static final long MAX_BYTES_PER_SECOND = 1L << 40;

    private final long bytesPerSecond;
    private long creditMicroBytes; // bytes times 1,000,000
    private long lastMicros;

    Pace(long bytesPerSecond, long nowMicros) {
        this.bytesPerSecond = check(bytesPerSecond);
        this.lastMicros = nowMicros;
    }

    /// Answers the rate, or throws if it is none.
    static long check(long bytesPerSecond) {
        if (bytesPerSecond < 1 || bytesPerSecond > MAX_BYTES_PER_SECOND) {
            throw new IllegalArgumentException(
                    "the rate must be 1 to %,d bytes per second, was %,d".formatted(MAX_BYTES_PER_SECOND,
                            bytesPerSecond));
        }
        return bytesPerSecond;
    }

    /// How many bytes may pass now, `wanted` at most; 0 if it is not time yet for a whole step, or for all that is wanted.
    int allowed(int wanted, long nowMicros) {
        earn(nowMicros);
        return creditMicroBytes >= neededFor(wanted) ? (int) Math.min(wanted, creditMicroBytes / SECOND_MICROS) : 0;
    }

    /// How long to wait until [#allowed] gives something.
    long waitMillis(int wanted) {
        long missing = Math.max(0, neededFor(wanted) - creditMicroBytes);
        return Math.ceilDiv(Math.ceilDiv(missing, bytesPerSecond), 1000);
    }

    /// Bytes that passed.
    void spend(int bytes) {
        creditMicroBytes -= bytes * SECOND_MICROS;
    }

    private void earn(long nowMicros) {
        long elapsedMicros = Math.clamp(nowMicros - lastMicros, 0, burstMicros());
        lastMicros = nowMicros;
        creditMicroBytes = Math.min(creditMicroBytes + elapsedMicros * bytesPerSecond, burstMicros() * bytesPerSecond);
    }

    /// At less than a byte per burst, as long as a byte takes.
    private long burstMicros() {
        return Math.max(BURST_MICROS, Math.ceilDiv(SECOND_MICROS, bytesPerSecond));
    }

    private long neededFor(int wanted) {
        long stepBytes = Math.max(1, bytesPerSecond * STEP_MICROS / SECOND_MICROS);
        return Math.min(wanted, stepBytes) * SECOND_MICROS;
    }
}
