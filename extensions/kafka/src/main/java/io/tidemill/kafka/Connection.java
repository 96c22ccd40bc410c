// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kafka;

import java.nio.ByteBuffer;
import java.time.Duration;

import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/// A client of one run, which connects, and connects again, by itself. Its records come as bytes where it received them.
///
/// @param consumer used by one thread at a time, and closed here
record Connection(Consumer<ByteBuffer, ByteBuffer> consumer) implements AutoCloseable {
    /// How long to wait for an answer before telling that there is none.
    static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration CLOSING = Duration.ofSeconds(2);

    /// Makes a client; throws what is wrong with its properties, or that no broker's name is known.
    static Connection open(KafkaOptions options) {
        Hardening.apply();
        return new Connection(new KafkaConsumer<>(ConsumerProperties.of(options)));
    }

    /// Closes the client, also when the thread is being interrupted.
    @Override
    public void close() {
        boolean interrupted = Thread.interrupted(); // it would not say goodbye to the broker
        try {
            consumer.close(CloseOptions.timeout(CLOSING));
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
