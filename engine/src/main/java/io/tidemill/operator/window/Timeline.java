// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.window;

import io.tidemill.plan.Window;

/// Where windows lie in time, be it that of rows or that of batches. A window has the number of its last slice.
///
/// On batch time the batch's time is what a watermark is on event time; a window of the whole stream is one slice without end.
///
/// @param offsetMicros where slice 0 begins
/// @param isOfEvents whether rows have times of their own
/// @param isEndless whether there is but one window, which ends with the stream
record Timeline(Lateness lateness, long offsetMicros, boolean isOfEvents, boolean isEndless) {
    private static final long NEVER = Long.MAX_VALUE / 2;

    static Timeline of(Window window, long zeroTimeMicros) {
        return switch (window) {
            case Window.EventTime eventTime -> new Timeline(Lateness.of(eventTime), 0, true, false);
            case Window.Sliding(long lengthMicros, long slideMicros) ->
                new Timeline(new Lateness(slideMicros, (int) (lengthMicros / slideMicros), 0), zeroTimeMicros, false,
                        false);
            case Window.Global _ -> new Timeline(new Lateness(NEVER, 1, 0), zeroTimeMicros, false, true);
            case Window.Batch _,Window.Session _ -> throw new IllegalArgumentException(window + " is never revised");
        };
    }

    /// How far time has come at a tick.
    long nowMicros(long batchTimeMicros, long watermarkMicros) {
        return isOfEvents || watermarkMicros == Long.MAX_VALUE ? watermarkMicros : batchTimeMicros - offsetMicros;
    }

    /// The slice of what was gathered, by its number there: on batch time, that of the batch.
    long sliceOf(long number, long batchTimeMicros) {
        return isOfEvents ? number : lateness.sliceOf(batchTimeMicros - 1 - offsetMicros);
    }

    /// The window that ends at a time.
    long endingAt(long endMicros) {
        return lateness.sliceOf(endMicros - offsetMicros) - 1;
    }

    long startMicros(long window) {
        return isEndless ? Long.MIN_VALUE : offsetMicros + lateness.startMicros(window);
    }

    /// @param batchTimeMicros so far reaches a window without end
    long endMicros(long window, long batchTimeMicros) {
        return isEndless ? batchTimeMicros : offsetMicros + lateness.endMicros(window);
    }
}
