// SPDX-License-Identifier: Apache-2.0
package io.tidemill.differential;

import java.util.List;

/// Which rows are of one window or session, as SQL.
final class Windows {

    private Windows() {}

    /// The rows with the watermark that the last batch ended with, by which it is known what is late: null in the first.
    private static String watermarked(String sql, int delay) {
        return "SELECT *, max(epoch_ms(seen)) OVER (ORDER BY batch RANGE BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) - %d AS watermark FROM (%s)"
                .formatted(delay, sql);
    }

    /// Each row once for each window of event time that it is in, but for those that are over when it comes: with a column `windowBegin`.
    static String ofEventTime(String sql, long length, long slide, int delay) {
        String windows = "SELECT *, epoch_ms(seen) - ((epoch_ms(seen) %% %2$d) + %2$d) %% %2$d - unnest(range(%1$d)) * %2$d AS windowBegin FROM (%3$s)"
                .formatted(length / slide, slide, watermarked(sql, delay));
        return "SELECT * EXCLUDE watermark FROM (%s) WHERE watermark IS NULL OR windowBegin + %d > watermark".formatted(
                windows, length);
    }

    /// The rows with a column `session`: a number of its key. Rows of a key are of one session if they are no more than the gap apart.
    static String ofSessions(String sql, List<Typed> keys, int gap) {
        String partition = partition(keys.stream().map(Typed::sql).toList());
        String starts = "SELECT *, CASE WHEN epoch_ms(seen) - lag(epoch_ms(seen)) OVER (%s ORDER BY seen) <= %d THEN 0 ELSE 1 END AS starts FROM (%s)"
                .formatted(partition, gap, sql);
        return "SELECT * EXCLUDE starts, sum(starts) OVER (%s ORDER BY seen ROWS UNBOUNDED PRECEDING) AS session FROM (%s)"
                .formatted(partition, starts);
    }

    static String partition(List<String> keys) {
        return keys.isEmpty() ? "" : "PARTITION BY " + String.join(", ", keys);
    }

    /// Each row once for each of the following windows of batch time: its column `batch` says where such a one ends.
    static String ofBatches(String sql, int length, int batches) {
        return "SELECT * EXCLUDE came FROM (SELECT * RENAME (batch AS came), unnest(range(batch, batch + %d)) AS batch FROM (%s)) WHERE batch < %d"
                .formatted(length, sql, batches);
    }
}
