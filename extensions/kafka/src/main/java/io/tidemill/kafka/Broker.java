// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kafka;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// What the brokers know: which partitions there are, and which offsets they hold. Throws Kafka's exception when none answers in time.
record Broker(Consumer<?, ?> consumer) {

    Topics.Found find(Topics topics) {
        return topics.find(consumer, Connection.PATIENCE);
    }

    /// The offset of the first record of each, or where it will be.
    Map<TopicPartition, Long> first(Collection<TopicPartition> partitions) {
        return partitions.isEmpty() ? Map.of() : consumer.beginningOffsets(partitions, Connection.PATIENCE);
    }

    /// The offset behind the last record of each that the source may read.
    Map<TopicPartition, Long> last(Collection<TopicPartition> partitions) {
        return partitions.isEmpty() ? Map.of() : consumer.endOffsets(partitions, Connection.PATIENCE);
    }

    /// The offset of the first record of each that is not older than a moment, or behind the last if there is none.
    Map<TopicPartition, Long> since(Collection<TopicPartition> partitions, Instant moment) {
        if (partitions.isEmpty()) {
            return Map.of();
        }
        Map<TopicPartition, Long> times = new HashMap<>();
        partitions.forEach(partition -> times.put(partition, moment.toEpochMilli()));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        Map<TopicPartition, OffsetAndTimestamp> known = consumer.offsetsForTimes(times, Connection.PATIENCE);
        partitions.forEach(partition -> {
            @Nullable
            OffsetAndTimestamp found = known.get(partition);
            if (found != null) {
                offsets.put(partition, found.offset());
            }
        });
        List<TopicPartition> others = partitions.stream().filter(id -> !offsets.containsKey(id)).toList();
        offsets.putAll(last(others));
        return offsets;
    }
}
