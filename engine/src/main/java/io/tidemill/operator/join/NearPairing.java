// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.join;

/// Which of the rows that an interval join remembers are given at a tick, a chunk at a time.
sealed interface NearPairing permits IntervalPairing, AsofPairing {
    /// Rows that are looked at in one call, about: few of them may be near in time.
    int MOST_STEPS = 1 << 16;

    /// Begins with the rows that are new, and those that are over by a watermark.
    void begin(long watermarkMicros);

    /// Sets the next pairs of the result; false if there are no more. There may be none now and more later.
    boolean next(PairNumbers pairs);
}
