// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kafka;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

import org.apache.kafka.common.TopicPartition;

/// What the journal knows of partitions from earlier starts, by the names of its parts:
///
/// | part | offset |
/// |---|---|
/// | `orders-3` | to be read next |
/// | `orders-3~2` | the same, since the partition had to be begun anew: its offsets began again |
/// | `orders-3:end` | before which a bounded source ends |
///
/// No topic's name has a `~` or `:` in it.
final class Places {
    private static final String LIFE = "~";
    private static final String END = ":end";

    private final Map<TopicPartition, Place> places = new HashMap<>();
    private final Map<TopicPartition, Long> ends = new HashMap<>();

    /// Where a partition goes on.
    ///
    /// @param life counts how often it was begun anew, from 1
    record Place(int life, long offset) {}

    Places(Map<String, Long> journaled) {
        journaled.forEach((part, offset) -> {
            if (part.endsWith(END)) {
                ends.put(partition(part.substring(0, part.length() - END.length())), offset);
            } else {
                int mark = part.indexOf(LIFE);
                int life = mark < 0 ? 1 : Integer.parseInt(part.substring(mark + 1));
                places.merge(partition(mark < 0 ? part : part.substring(0, mark)), new Place(life, offset),
                        (one, other) -> one.life > other.life ? one : other);
            }
        });
    }

    static String part(TopicPartition partition, int life) {
        return life == 1 ? partition.toString() : partition + LIFE + life;
    }

    static String endPart(TopicPartition partition) {
        return partition + END;
    }

    private static TopicPartition partition(String name) {
        int dash = name.lastIndexOf('-');
        return new TopicPartition(name.substring(0, dash), Integer.parseInt(name.substring(dash + 1)));
    }

    /// Whether the journal knows nothing: the first start, or one that comes to the same.
    boolean isEmpty() {
        return places.isEmpty();
    }

    boolean has(TopicPartition partition) {
        return places.containsKey(partition);
    }

    Place of(TopicPartition partition) {
        return places.getOrDefault(partition, new Place(1, 0));
    }

    Collection<TopicPartition> partitions() {
        return places.keySet();
    }

    /// Where each partition ends, as far as an earlier start has found that out.
    Map<TopicPartition, Long> ends() {
        return ends;
    }
}
