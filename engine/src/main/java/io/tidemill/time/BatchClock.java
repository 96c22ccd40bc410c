// SPDX-License-Identifier: Apache-2.0
package io.tidemill.time;

import io.tidemill.Batching;

/// Says when the next batch ends. Batch times strictly increase, whatever the clock does.
///
/// With an interval, batches end at its multiples since 1970; the first one is the smallest after the start. Under natural
/// batching they end when asked, but never without stopping at each multiple of the plan's divisor, so that none
/// straddles a slide. The zero time is the batch time before the first batch; slides are counted from it.
public final class BatchClock {
    private static final long NONE = Long.MAX_VALUE;

    private final long stepMicros;
    private final boolean natural;
    private final long zeroMicros;
    private long batchTimeMicros;
    private long batchId;
    private long clampedSteps;
    private long catchesUpTo = NONE;

    /// @param divisorMicros under natural batching: 0 if nothing acts by the clock
    public BatchClock(Batching batching, long divisorMicros, long nowMicros) {
        switch (batching) {
            case Batching.Every(long intervalMicros) -> {
                natural = false;
                stepMicros = intervalMicros;
            }
            case Batching.Natural() -> {
                natural = true;
                stepMicros = divisorMicros;
            }
        }
        zeroMicros = stepMicros == 0 ? nowMicros : Math.floorDiv(nowMicros, stepMicros) * stepMicros;
        batchTimeMicros = zeroMicros;
    }

    /// Goes on behind a batch of an earlier start.
    ///
    /// @param batches how many have ended
    /// @param timeMicros the time of the last one
    public void resume(long batches, long timeMicros) {
        batchId = batches;
        batchTimeMicros = timeMicros;
    }

    /// Limits how many batches are made up for, empty, between the last batch of an earlier start and now: those of the time that
    /// operators look back, after which all that they kept of rows is gone. Then the next batch is the one that is due now.
    ///
    /// @param horizonMicros how far back operators look
    public void catchUp(long horizonMicros) {
        catchesUpTo = stepMicros == 0 ? NONE : dueMicros() + horizonMicros; // the first one may hold rows
    }

    public long zeroMicros() {
        return zeroMicros;
    }

    /// The time of the last batch.
    public long batchTimeMicros() {
        return batchTimeMicros;
    }

    /// How many batches have ended; the id of the next one.
    public long batches() {
        return batchId;
    }

    /// When the clock will end a batch by itself, or [Long#MAX_VALUE].
    public long dueMicros() {
        return stepMicros == 0
                ? NONE
                : Math.floorDiv(batchTimeMicros - zeroMicros, stepMicros) * stepMicros + zeroMicros + stepMicros;
    }

    public boolean isDue(long nowMicros) {
        return nowMicros >= dueMicros();
    }

    public boolean isNatural() {
        return natural;
    }

    /// The time of a batch that ends now: the due time if it has come, else the clock's, kept above the last and below the
    /// next due time.
    public long nextBatchTimeMicros(long nowMicros) {
        long due = dueMicros();
        if (due > catchesUpTo) {
            due = Math.max(due, Math.floorDiv(nowMicros - zeroMicros, stepMicros) * stepMicros + zeroMicros);
        }
        if (!natural || nowMicros >= due) {
            return due;
        }
        return Math.min(Math.max(nowMicros, batchTimeMicros + 1), due);
    }

    /// Ends a batch.
    ///
    /// @param timeMicros from [#nextBatchTimeMicros]
    public void end(long timeMicros, long nowMicros) {
        if (nowMicros < batchTimeMicros) {
            clampedSteps++;
        }
        batchTimeMicros = timeMicros;
        batchId++;
        catchesUpTo = timeMicros > catchesUpTo ? NONE : catchesUpTo;
    }

    /// How many batches ended while the clock stood before the last batch time, because it had been set back.
    public long clampedSteps() {
        return clampedSteps;
    }
}
