// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/// Which partitions a source reads, as its user says it.
sealed interface Topics {
    /// What Kafka keeps for itself begins so.
    String INTERNAL = "__";

    /// For names and messages: `orders, trades`, `/orders-.*/`, `orders-0, orders-1`.
    String text();

    /// Whether a partition is wanted, if it is there.
    boolean cover(TopicPartition partition);

    /// Asks which of them are there. Throws a Kafka exception when no broker answers in time.
    Found find(Consumer<?, ?> consumer, Duration timeout);

    /// @param partitions that are there, in order
    /// @param missing what was named and is not there
    record Found(Set<TopicPartition> partitions, List<String> missing) {}

    /// All partitions of some topics.
    record Named(List<String> topics) implements Topics {
        public Named {
            topics = List.copyOf(new LinkedHashSet<>(topics));
        }

        @Override
        public String text() {
            return Words.list(topics);
        }

        @Override
        public boolean cover(TopicPartition partition) {
            return topics.contains(partition.topic());
        }

        @Override
        public Found find(Consumer<?, ?> consumer, Duration timeout) {
            Set<TopicPartition> partitions = new LinkedHashSet<>();
            List<String> missing = new ArrayList<>();
            for (String topic : topics) {
                if (!add(consumer.partitionsFor(topic, timeout), partitions)) {
                    missing.add("topic " + topic);
                }
            }
            return new Found(partitions, missing);
        }
    }

    /// All partitions of the topics whose whole name matches.
    record Matching(Pattern pattern) implements Topics {
        @Override
        public String text() {
            return "/" + pattern + "/";
        }

        @Override
        public boolean cover(TopicPartition partition) {
            return isWanted(partition.topic());
        }

        private boolean isWanted(String topic) {
            return pattern.matcher(topic).matches()
                    && (!topic.startsWith(INTERNAL) || pattern.pattern().startsWith(INTERNAL));
        }

        @Override
        public Found find(Consumer<?, ?> consumer, Duration timeout) {
            Set<TopicPartition> partitions = new LinkedHashSet<>();
            new TreeMap<>(consumer.listTopics(timeout)).forEach((topic, known) -> {
                if (isWanted(topic)) {
                    add(known, partitions);
                }
            });
            return new Found(partitions, partitions.isEmpty() ? List.of("a topic that matches " + text()) : List.of());
        }
    }

    /// Some partitions.
    record Assigned(List<TopicPartition> assigned) implements Topics {
        public Assigned {
            assigned = List.copyOf(new LinkedHashSet<>(assigned));
        }

        @Override
        public String text() {
            return Words.list(assigned);
        }

        @Override
        public boolean cover(TopicPartition partition) {
            return assigned.contains(partition);
        }

        @Override
        public Found find(Consumer<?, ?> consumer, Duration timeout) {
            Set<TopicPartition> there = new LinkedHashSet<>();
            assigned.stream()
                    .map(TopicPartition::topic)
                    .distinct()
                    .forEach(topic -> add(consumer.partitionsFor(topic, timeout), there));
            return new Found(
                    assigned.stream().filter(there::contains).collect(Collectors.toCollection(LinkedHashSet::new)),
                    assigned.stream().filter(wanted -> !there.contains(wanted)).map(p -> "partition " + p).toList());
        }
    }

    /// Adds the partitions of a topic, by number; false if there are none.
    private static boolean add(List<PartitionInfo> known, Set<TopicPartition> partitions) {
        known.stream()
                .sorted((one, other) -> Integer.compare(one.partition(), other.partition()))
                .forEach(info -> partitions.add(new TopicPartition(info.topic(), info.partition())));
        return !known.isEmpty();
    }
}
