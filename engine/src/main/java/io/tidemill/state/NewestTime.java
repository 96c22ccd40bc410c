// SPDX-License-Identifier: Apache-2.0
package io.tidemill.state;

/// The newest event time of a stream, but for times so far ahead that they must be wrong.
///
/// What is *too far* is known at the end of a batch only: further than a bound ahead of the batch's time, or of the newest time so far
/// where that runs ahead of the clock. Times beyond the bound of the last batch are kept apart until then: the first and the last of them. If
/// the last turns out to be right, all are; if only the first, that counts, and the others are judged anew when more rows come.
///
/// One thread; a copy ([#set]) may be handed to others.
public final class NewestTime {
    /// No row has been seen.
    public static final long NONE = Long.MIN_VALUE;

    private long newest = NONE;
    private long limit = Long.MIN_VALUE; // of the last batch
    private long firstAhead = Long.MAX_VALUE;
    private long lastAhead = NONE;

    /// Takes the times of some rows.
    public void add(long micros) {
        if (micros <= limit) {
            newest = Math.max(newest, micros);
        } else {
            firstAhead = Math.min(firstAhead, micros);
            lastAhead = Math.max(lastAhead, micros);
        }
    }

    /// Whether times up to this one need not be looked at one by one.
    public boolean isWithinLimit(long micros) {
        return micros <= limit;
    }

    /// Becomes equal to another one.
    public void set(NewestTime other) {
        newest = other.newest;
        limit = other.limit;
        firstAhead = other.firstAhead;
        lastAhead = other.lastAhead;
    }

    /// Adds what another one has seen.
    public void add(NewestTime other) {
        newest = Math.max(newest, other.newest);
        firstAhead = Math.min(firstAhead, other.firstAhead);
        lastAhead = Math.max(lastAhead, other.lastAhead);
    }

    /// Decides about the times that were kept apart, at the end of a batch. Answers whether any row came that counts.
    public boolean endBatch(long batchTimeMicros, long aheadMicros) {
        long before = newest;
        if (lastAhead != NONE) {
            if (newest == NONE) {
                newest = firstAhead; // a stream whose time has nothing to do with the clock
            }
            long right = plus(Math.max(batchTimeMicros, newest), aheadMicros);
            newest = Math.max(newest, lastAhead <= right ? lastAhead : firstAhead <= right ? firstAhead : NONE);
        }
        limit = plus(newest == NONE ? batchTimeMicros : Math.max(batchTimeMicros, newest), aheadMicros);
        firstAhead = Long.MAX_VALUE;
        lastAhead = NONE;
        return newest != before;
    }

    private static long plus(long micros, long more) {
        long sum = micros + more;
        return sum < micros ? Long.MAX_VALUE : sum;
    }

    /// The newest time that counts, or [#NONE].
    public long micros() {
        return newest;
    }

    /// Times after this one are taken for wrong. Good after [#endBatch].
    public long latestMicros() {
        return limit;
    }
}
