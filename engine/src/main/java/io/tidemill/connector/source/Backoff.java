// SPDX-License-Identifier: Apache-2.0
package io.tidemill.connector.source;

import java.util.SplittableRandom;

/// How long to wait before the next attempt: twice as long after each failure, up to a limit.
///
/// A wait is drawn from the upper half of what is due, so that many who lost the same server do not come back at once.
final class Backoff {
    private final long firstMillis;
    private final long limitMillis;
    private final SplittableRandom random;
    private long dueMillis;

    Backoff(long firstMillis, long limitMillis, long seed) {
        this.firstMillis = firstMillis;
        this.limitMillis = limitMillis;
        this.random = new SplittableRandom(seed);
        this.dueMillis = firstMillis;
    }

    /// Counts a failure and answers how long to wait, at least a millisecond.
    long nextMillis() {
        long due = dueMillis;
        dueMillis = Math.min(2 * due, limitMillis);
        return Math.max(1, random.nextLong(due / 2, due + 1));
    }

    /// Begins anew, after an attempt that came to something.
    void reset() {
        dueMillis = firstMillis;
    }
}
