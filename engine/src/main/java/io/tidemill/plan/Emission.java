// SPDX-License-Identifier: Apache-2.0
package io.tidemill.plan;

import io.tidemill.OutputMode;

/// When and how the groups of a window are put out.
///
/// @param earlyMicros how much batch time lies between two results of a window that is not over; 0 = a batch
/// @param retracts whether a group that is put out again comes twice: as it was, with a change of -1, then as it is, with 1
public record Emission(OutputMode mode, long earlyMicros, boolean retracts) {
    /// The column that says whether a row is taken back or added.
    public static final String CHANGE = "change";
    /// Each group once, when its window is over.
    public static final Emission ONCE = new Emission(OutputMode.APPEND, 0, false);

    /// Whether groups of a window may be put out more than once.
    public boolean revises(Window window) {
        return mode != OutputMode.APPEND
                || (window instanceof Window.EventTime eventTime && eventTime.latenessMicros() > 0);
    }

    /// How messages speak of it; empty for what is usual.
    @Override
    public String toString() {
        String when = earlyMicros == 0 ? "each batch" : "every " + Micros.text(earlyMicros);
        return switch (mode) {
            case APPEND -> "";
            case UPDATE -> ", what changed is put out " + when;
            case COMPLETE -> ", all is put out " + when;
        } + (retracts ? ", what was put out is taken back first" : "");
    }
}
