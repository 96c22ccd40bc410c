// SPDX-License-Identifier: Apache-2.0
package io.tidemill.benchmarks.columns;

import java.util.HashMap;
import java.util.Map;

/// Events of one type by campaign and window.
public final class WindowCounts {
    private WindowCounts() {}

    /// A group.
    public record Key(int campaign, long window) {}

    /// Row by row.
    public static Map<Key, Long> of(Events events, int type, int passes) {
        Map<Key, Long> counts = new HashMap<>();
        for (int row = 0; row < events.rows(); row++) {
            if (events.type(row) == type) {
                Key key = new Key(events.ad(row) / Events.ADS_A_CAMPAIGN, events.time(row) / Events.WINDOW_MILLIS);
                counts.merge(key, (long) passes, Long::sum);
            }
        }
        return counts;
    }
}
