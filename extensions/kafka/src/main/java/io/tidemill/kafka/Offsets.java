// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kafka;

import java.util.Map;

import org.apache.kafka.common.TopicPartition;

/// Offsets that a user names.
final class Offsets {

    private Offsets() {}

    /// @param what they are, for messages
    static Map<TopicPartition, Long> checked(String what, Map<TopicPartition, Long> offsets) {
        if (offsets.isEmpty()) {
            throw new IllegalArgumentException("%s offsets name no partition".formatted(what));
        }
        offsets.forEach((partition, offset) -> {
            if (offset < 0) {
                throw new IllegalArgumentException(
                        "the %s offset of %s must not be negative, was %,d".formatted(what, partition, offset));
            }
        });
        return Map.copyOf(offsets);
    }
}
