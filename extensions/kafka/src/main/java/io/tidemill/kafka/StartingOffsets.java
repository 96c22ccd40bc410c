// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kafka;

import java.time.Instant;
import java.util.Map;

import org.apache.kafka.common.TopicPartition;

/// Where a source begins that the journal knows nothing of.
///
/// It decides about the partitions that are there at the first start. One that appears later is read from its first record on,
/// and a restart goes on where the journal ends.
public sealed interface StartingOffsets {

    /// At the first record that the broker has.
    static StartingOffsets earliest() {
        return new Earliest();
    }

    /// Behind the last record that the broker has when the context starts, or, if none answers by then, when the first one does.
    static StartingOffsets latest() {
        return new Latest();
    }

    /// At these offsets; a partition that is not named begins at its first record.
    static StartingOffsets at(Map<TopicPartition, Long> offsets) {
        return new At(offsets);
    }

    /// At the first record whose timestamp is not before a moment; in a partition without one, behind its last record.
    static StartingOffsets since(Instant moment) {
        return new Since(moment);
    }

    record Earliest() implements StartingOffsets {}

    record Latest() implements StartingOffsets {}

    record At(Map<TopicPartition, Long> offsets) implements StartingOffsets {
        public At {
            offsets = Offsets.checked("starting", offsets);
        }
    }

    record Since(Instant moment) implements StartingOffsets {
        public Since {
            if (moment.isBefore(Instant.EPOCH)) {
                throw new IllegalArgumentException(
                        "Kafka's timestamps begin in 1970: there is nothing to start from at " + moment);
            }
        }
    }
}
