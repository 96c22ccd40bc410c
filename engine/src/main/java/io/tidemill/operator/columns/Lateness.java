// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.columns;

import io.tidemill.plan.Window;

/// Which slices and rows a watermark has passed, for windows of event time. Arithmetic that keeps away from the ends of an int64.
///
/// @param slices that make a window
/// @param latenessMicros how long a window stays open when the watermark has passed its end
record Lateness(long slideMicros, int slices, long latenessMicros) {

    static Lateness of(Window.EventTime window) {
        return new Lateness(window.slideMicros(), (int) (window.lengthMicros() / window.slideMicros()),
                window.latenessMicros());
    }

    /// The first slice with which a window ends that is not over.
    long firstOpen(long watermarkMicros) {
        return watermarkMicros == Long.MAX_VALUE ? Long.MAX_VALUE : Math.floorDiv(watermarkMicros, slideMicros);
    }

    /// The first slice with which a window ends that is not closed: it may be over, and is revised then.
    long firstKept(long watermarkMicros) {
        if (watermarkMicros == Long.MAX_VALUE) {
            return Long.MAX_VALUE;
        }
        return watermarkMicros < Long.MIN_VALUE + latenessMicros
                ? Math.floorDiv(Long.MIN_VALUE, slideMicros)
                : Math.floorDiv(watermarkMicros - latenessMicros, slideMicros);
    }

    /// The oldest slice of the window that ends with a slice; the lowest number of all where there is none so low.
    long firstSliceOf(long window) {
        return window < Long.MIN_VALUE + slices ? Long.MIN_VALUE : window - slices + 1;
    }

    /// Rows before this time are of closed windows only; the lowest number of all if there are none.
    long lateBeforeMicros(long watermarkMicros) {
        long first = firstSliceOf(firstKept(watermarkMicros));
        return first <= Long.MIN_VALUE / slideMicros
                ? Long.MIN_VALUE
                : first > Long.MAX_VALUE / slideMicros ? Long.MAX_VALUE : first * slideMicros;
    }
}
