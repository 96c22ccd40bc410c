// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kafka;

import java.util.HashMap;
import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteBufferDeserializer;

/// What the client is told: what the source needs, what the user asks for, and some defaults of ours.
final class ConsumerProperties {
    /// What belongs to the source, and what to do instead.
    private static final Map<String, String> RESERVED = Map.ofEntries(
            Map.entry(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, "name the brokers in KafkaSource.from"),
            Map.entry(ConsumerConfig.GROUP_ID_CONFIG, "call commitTo"),
            Map.entry(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "call readCommitted"),
            Map.entry(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "call startingAt and failOnDataLoss"),
            Map.entry(ConsumerConfig.METADATA_MAX_AGE_CONFIG, "call lookEvery"),
            Map.entry(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "offsets are kept in the journal"),
            Map.entry(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "a reader makes no topics"),
            Map.entry(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
                    "records are read as bytes: asRows gives their keys"),
            Map.entry(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
                    "records are read as bytes: map them in the stream"),
            Map.entry(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG, "records are journaled as Kafka has them"),
            Map.entry(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "the source takes no part in a group"),
            Map.entry(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, "the source takes no part in a group"),
            Map.entry(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, "the source takes no part in a group"));

    private ConsumerProperties() {}

    static void requireFree(String name) {
        if (RESERVED.containsKey(name)) {
            throw new IllegalArgumentException(
                    "%s is the source's own property: %s".formatted(name, RESERVED.get(name)));
        }
    }

    static Map<String, Object> of(KafkaOptions options) {
        Map<String, Object> all = new HashMap<>();
        all.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 8_192); // a block; there is no group that a long round would end
        all.put(ConsumerConfig.ENABLE_METRICS_PUSH_CONFIG, false); // nobody asked for it
        all.putAll(options.properties());
        all.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, options.servers());
        all.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteBufferDeserializer.class.getName());
        all.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteBufferDeserializer.class.getName());
        all.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none"); // an offset that is gone is told, not mended
        all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        all.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        all.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, options.lookEvery().toMillis());
        all.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, options.readCommitted() ? "read_committed" : "read_uncommitted");
        options.group().ifPresent(group -> all.put(ConsumerConfig.GROUP_ID_CONFIG, group));
        return all;
    }
}
