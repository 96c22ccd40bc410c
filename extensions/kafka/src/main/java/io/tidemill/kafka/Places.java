// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kafka;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

import org.apache.kafka.common.TopicPartition;

/// What the journal knows of a source from earlier starts, by the names of its parts:
///
/// | part | offset |
/// |---|---|
/// | `orders-3` | to be read next |
/// | `orders-3:end` | before which a bounded source ends |
/// | `:placed` | 1 when the first start has noted all of the above |
///
/// No topic's name has a `:` in it. Notes are journaled one by one: without the last one, the first start comes again.
final class Places {
    static final String PLACED = ":placed";
    private static final String END = ":end";

    private final Map<TopicPartition, Long> places = new HashMap<>();
    private final Map<TopicPartition, Long> ends = new HashMap<>();
    private boolean placed;

    Places(Map<String, Long> journaled) {
        journaled.forEach((part, offset) -> {
            if (part.equals(PLACED)) {
                placed = true;
            } else if (part.endsWith(END)) {
                ends.put(partition(part.substring(0, part.length() - END.length())), offset);
            } else {
                places.put(partition(part), offset);
            }
        });
    }

    static String part(TopicPartition partition) {
        return partition.toString();
    }

    static String endPart(TopicPartition partition) {
        return partition + END;
    }

    private static TopicPartition partition(String name) {
        int dash = name.lastIndexOf('-');
        return new TopicPartition(name.substring(0, dash), Integer.parseInt(name.substring(dash + 1)));
    }

    /// Whether an earlier start has found out where everything begins and ends.
    boolean isRestart() {
        return placed;
    }

    boolean has(TopicPartition partition) {
        return places.containsKey(partition);
    }

    /// Where to go on; 0 if that is not known.
    long of(TopicPartition partition) {
        return places.getOrDefault(partition, 0L);
    }

    Collection<TopicPartition> partitions() {
        return places.keySet();
    }

    /// Where each partition ends, as far as an earlier start has found that out.
    Map<TopicPartition, Long> ends() {
        return ends;
    }
}
