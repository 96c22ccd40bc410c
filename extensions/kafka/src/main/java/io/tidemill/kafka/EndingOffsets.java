// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kafka;

import java.util.Map;

import org.apache.kafka.common.TopicPartition;

/// Where a source ends, which makes it bounded.
public sealed interface EndingOffsets {

    /// Nowhere.
    static EndingOffsets never() {
        return new Never();
    }

    /// Behind what the partitions hold at the first start. The journal keeps that: a restart ends at the same offsets. What
    /// appears later is not read.
    static EndingOffsets latest() {
        return new Latest();
    }

    /// Before these offsets. Every partition that the source reads must be named.
    static EndingOffsets at(Map<TopicPartition, Long> offsets) {
        return new At(offsets);
    }

    record Never() implements EndingOffsets {}

    record Latest() implements EndingOffsets {}

    record At(Map<TopicPartition, Long> offsets) implements EndingOffsets {
        public At {
            offsets = Offsets.checked("ending", offsets);
        }
    }
}
