// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator;

import io.tidemill.plan.Window;

/// When a window on batch time fires.
///
/// @param zeroTimeMicros slides end at multiples of their length after it
public record Schedule(Window window, long zeroTimeMicros) {

    public boolean fires(long batchTimeMicros, long watermarkMicros) {
        return switch (window) {
            case Window.Batch _ -> true;
            case Window.Sliding sliding -> (batchTimeMicros - zeroTimeMicros) % sliding.slideMicros() == 0;
            case Window.Global _ -> watermarkMicros == Long.MAX_VALUE;
            case Window.OfEventTime _ -> throw new IllegalArgumentException(window + " goes by no schedule");
        };
    }

    /// How many slides make the window: 1 if it does not slide.
    public int slices() {
        return window instanceof Window.Sliding(long lengthMicros, long slideMicros)
                ? (int) (lengthMicros / slideMicros)
                : 1;
    }
}
