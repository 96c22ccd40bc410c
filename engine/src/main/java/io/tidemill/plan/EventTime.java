// SPDX-License-Identifier: Apache-2.0
package io.tidemill.plan;

import java.util.concurrent.TimeUnit;

/// How the event time of a stream is followed.
///
/// @param column that holds it, a timestamp
/// @param delayMicros how far the watermark stays behind the newest time: rows may come so much out of order
/// @param aheadMicros how far a time may be ahead of the batch's time, and of the newest time, before it is taken for wrong
/// @param idleMicros after so much batch time without newer rows, other streams of the same operator no longer wait for this one; 0 = never
public record EventTime(String column, long delayMicros, long aheadMicros, long idleMicros) {
    /// The bound unless another one is set: a day.
    public static final long AHEAD_MICROS = TimeUnit.DAYS.toMicros(1);

    @Override
    public String toString() {
        return "event time `%s`, watermark %s behind, rows more than %s ahead left out%s".formatted(column,
                Micros.text(delayMicros), Micros.text(aheadMicros),
                idleMicros == 0 ? "" : ", idle after " + Micros.text(idleMicros));
    }
}
