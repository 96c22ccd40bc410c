// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.window;

import io.tidemill.plan.Window;

/// Which windows of event time a watermark has passed, when they begin and end, and which rows are late. Arithmetic that keeps away from
/// the ends of an int64. A window has the number of its last slice; slices are counted since 1970.
///
/// @param slices that make a window
/// @param latenessMicros how long a window stays open when the watermark has passed its end
public record Lateness(long slideMicros, int slices, long latenessMicros) {

    public static Lateness of(Window.EventTime window) {
        return new Lateness(window.slideMicros(), (int) (window.lengthMicros() / window.slideMicros()),
                window.latenessMicros());
    }

    /// The slice that a time is in.
    public long sliceOf(long micros) {
        return Math.floorDiv(micros, slideMicros);
    }

    /// The first window that is not over.
    long firstOpen(long watermarkMicros) {
        return watermarkMicros == Long.MAX_VALUE ? Long.MAX_VALUE : sliceOf(watermarkMicros);
    }

    /// The first window that is not closed: it may be over, and is revised then.
    public long firstKept(long watermarkMicros) {
        if (watermarkMicros == Long.MAX_VALUE) {
            return Long.MAX_VALUE;
        }
        return sliceOf(watermarkMicros < Long.MIN_VALUE + latenessMicros
                ? Long.MIN_VALUE
                : watermarkMicros - latenessMicros);
    }

    /// The oldest slice of a window; the lowest number of all where there is none so low.
    public long firstSliceOf(long window) {
        return window < Long.MIN_VALUE + slices ? Long.MIN_VALUE : window - slices + 1;
    }

    /// The first window that a slice is not in.
    long behind(long slice) {
        return slice > Long.MAX_VALUE - slices ? Long.MAX_VALUE : slice + slices;
    }

    /// Rows before this time are of closed windows only; the lowest number of all if there are none.
    public long lateBeforeMicros(long watermarkMicros) {
        long first = firstSliceOf(firstKept(watermarkMicros));
        return first <= Long.MIN_VALUE / slideMicros
                ? Long.MIN_VALUE
                : first > Long.MAX_VALUE / slideMicros ? Long.MAX_VALUE : first * slideMicros;
    }

    /// When a window begins.
    long startMicros(long window) {
        long length = slices * slideMicros;
        return endMicros(window) < Long.MIN_VALUE + length ? Long.MIN_VALUE : endMicros(window) - length;
    }

    /// When a window ends, exclusive.
    long endMicros(long window) {
        return window >= Long.MAX_VALUE / slideMicros ? Long.MAX_VALUE : (window + 1) * slideMicros;
    }
}
