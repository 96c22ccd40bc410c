// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator;

import io.tidemill.metrics.Counter;

/// Event time as one operator sees it: how far the streams that it stands on have come, and what it counts by that.
///
/// Set by the lane before each end of a batch, for the operator to read then. The same in every lane.
public final class EventClock {
    private long watermarkMicros = Long.MIN_VALUE;
    private long latestMicros = Long.MAX_VALUE;
    private final Counter lateRows = new Counter();
    private final Counter aheadRows = new Counter();
    private final Counter timelessRows = new Counter();
    private final Counter openSlices = new Counter();

    /// Goes on to the watermark of this tick; it never goes back.
    ///
    /// @param watermark no event before it is expected; [Long#MAX_VALUE] when the stream has ended
    /// @param latest events after it are taken for wrong
    public void advance(long watermark, long latest) {
        watermarkMicros = Math.max(watermarkMicros, watermark);
        latestMicros = latest;
    }

    /// No event before this time is expected. [Long#MIN_VALUE] before the first event.
    public long watermarkMicros() {
        return watermarkMicros;
    }

    /// Events after this time are taken for wrong.
    public long latestMicros() {
        return latestMicros;
    }

    /// Rows that came after everything that they belong to had been put out.
    public Counter lateRows() {
        return lateRows;
    }

    /// Rows with a time so far ahead that it must be wrong.
    public Counter aheadRows() {
        return aheadRows;
    }

    /// Slices that rows have come for and that are not over.
    public Counter openSlices() {
        return openSlices;
    }

    /// Rows whose time is null.
    public Counter timelessRows() {
        return timelessRows;
    }
}
