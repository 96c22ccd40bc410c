// SPDX-License-Identifier: Apache-2.0
package io.tidemill.state;

/// How far the rows of a session may be apart, and how long it may be. Arithmetic that keeps away from the ends of an int64.
///
/// A session begins with its first row and ends a gap after its last one. One that may have a most length is cut at each multiple of that since
/// 1970: so it is never longer, and where it is cut does not depend on the order in which rows come.
///
/// @param mostMicros 0 for any length
public record SessionSpan(long gapMicros, long mostMicros) {

    /// When a session ends whose last row is of this time.
    public long endMicros(long lastMicros) {
        long end = lastMicros > Long.MAX_VALUE - gapMicros ? Long.MAX_VALUE : lastMicros + gapMicros;
        return mostMicros == 0 ? end : Math.min(end, cutBehind(lastMicros));
    }

    /// The first cut behind a time.
    private long cutBehind(long micros) {
        long part = Math.floorDiv(micros, mostMicros);
        return part >= Long.MAX_VALUE / mostMicros ? Long.MAX_VALUE : (part + 1) * mostMicros;
    }

    /// Whether no cut lies between two times.
    boolean areTogether(long micros, long otherMicros) {
        return mostMicros == 0 || Math.floorDiv(micros, mostMicros) == Math.floorDiv(otherMicros, mostMicros);
    }

    /// Rows before this time are late: a session of such a row alone would be over.
    public long lateBeforeMicros(long watermarkMicros) {
        if (watermarkMicros == Long.MAX_VALUE) {
            return Long.MAX_VALUE;
        }
        long byGap = watermarkMicros < Long.MIN_VALUE + gapMicros ? Long.MIN_VALUE : watermarkMicros - gapMicros + 1;
        if (mostMicros == 0) {
            return byGap;
        }
        long part = Math.floorDiv(watermarkMicros, mostMicros);
        return part < Long.MIN_VALUE / mostMicros ? byGap : Math.max(byGap, part * mostMicros);
    }
}
