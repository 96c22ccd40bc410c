// SPDX-License-Identifier: Apache-2.0
package io.tidemill.testkit;

import java.util.List;

/// The watermark of an operator's case: the newest time that a column of its rows has shown, less a delay.
///
/// @param column of the time, a timestamp
public record EventTimes(int column, long delayMicros) {

    /// Where the watermark stands behind some rows, if it stood at another place before them.
    long behind(List<TestRow> rows, long watermarkMicros) {
        return rows.stream()
                .filter(row -> !row.isNull(column))
                .mapToLong(row -> row.longAt(column) - delayMicros)
                .reduce(watermarkMicros, Math::max);
    }
}
