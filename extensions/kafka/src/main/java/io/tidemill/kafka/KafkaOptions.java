// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kafka;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// What a user has chosen, checked.
///
/// @param servers host:port, separated by commas
/// @param lookEvery how often to look for new partitions
/// @param group whom to commit offsets for, if at all
/// @param properties for the client, as they were given: may hold secrets
record KafkaOptions(String servers, Topics topics, StartingOffsets start, EndingOffsets end, boolean readCommitted,
        boolean failOnDataLoss, Duration lookEvery, Optional<String> group, Map<String, String> properties) {

    KafkaOptions {
        properties = Map.copyOf(properties);
    }

    boolean isBounded() {
        return !(end instanceof EndingOffsets.Never);
    }

    String name() {
        return "kafka " + topics.text();
    }

    /// Without the properties.
    @Override
    public String toString() {
        return name() + " at " + servers;
    }
}
