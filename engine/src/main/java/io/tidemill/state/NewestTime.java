// SPDX-License-Identifier: Apache-2.0
package io.tidemill.state;

/// The newest event time of a stream, but for times so far ahead that they must be wrong.
///
/// What is *too far* is known at the end of a batch only: further than a bound ahead of the batch's time, or of the newest time so far
/// where that runs ahead of the clock. Times beyond the bound of the last batch are kept apart until then: the first and the last of them. If
/// the last turns out to be right, all are; if only the first, that counts, and the others are judged anew when more rows come.
///
/// A stream all of whose times are too far ahead has a time of its own, which has nothing to do with the clock. A single batch does not show
/// that: its times count once a second batch has brought no other ones.
///
/// One thread; a copy ([#set]) may be handed to others.
public final class NewestTime {
    /// No row that counts has been seen.
    public static final long NONE = Long.MIN_VALUE;

    private long newest = NONE;
    private long newestAtTick = NONE;
    private long limit = NONE; // of the last batch
    private long firstAhead = Long.MAX_VALUE;
    private long lastAhead = NONE;
    private long foreign = Long.MAX_VALUE; // the first time of a stream that may have a time of its own

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
        newestAtTick = other.newestAtTick;
        limit = other.limit;
        firstAhead = other.firstAhead;
        lastAhead = other.lastAhead;
        foreign = other.foreign;
    }

    /// Adds what another one has seen since the last batch.
    public void add(NewestTime other) {
        newest = Math.max(newest, other.newest);
        firstAhead = Math.min(firstAhead, other.firstAhead);
        lastAhead = Math.max(lastAhead, other.lastAhead);
    }

    /// Decides about the times that were kept apart, at the end of a batch. Answers whether the time has moved on.
    public boolean endBatch(long batchTimeMicros, long aheadMicros) {
        if (lastAhead != NONE) {
            long right = plus(Math.max(batchTimeMicros, newest), aheadMicros);
            newest = Math.max(newest, lastAhead <= right ? lastAhead : firstAhead <= right ? firstAhead : NONE);
            if (newest == NONE) {
                followOwnTime(aheadMicros);
            }
        }
        limit = plus(Math.max(batchTimeMicros, newest), aheadMicros);
        firstAhead = Long.MAX_VALUE;
        lastAhead = NONE;
        boolean moved = newest != newestAtTick;
        newestAtTick = newest;
        return moved;
    }

    private void followOwnTime(long aheadMicros) {
        boolean isConfirmed = foreign != Long.MAX_VALUE;
        foreign = Math.min(foreign, firstAhead);
        if (isConfirmed) {
            newest = lastAhead <= plus(foreign, aheadMicros) ? Math.max(foreign, lastAhead) : foreign;
        }
    }

    private static long plus(long micros, long more) {
        long sum = micros + more;
        return sum < micros ? Long.MAX_VALUE : sum;
    }

    /// The newest time that counts, or [#NONE].
    public long micros() {
        return newest;
    }

    /// The newest time less a delay, or [#NONE].
    public long micros(long delayMicros) {
        return newest == NONE ? NONE : newest < NONE + delayMicros + 1 ? NONE + 1 : newest - delayMicros;
    }

    /// Times after this one are taken for wrong; as long as none counts, nothing is. Good after [#endBatch].
    public long latestMicros() {
        return newest == NONE ? Long.MAX_VALUE : limit;
    }
}
