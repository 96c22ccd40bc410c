// SPDX-License-Identifier: Apache-2.0
package io.tidemill.examples.kills;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

import io.tidemill.kafka.KafkaBroker;
import io.tidemill.kafka.Topic;

import static java.nio.charset.StandardCharsets.UTF_8;

/// Writes the lines of a text into a topic, again and again, at a steady pace, whatever becomes of the broker meanwhile.
///
/// Line `n` goes to partition `n` modulo their number. The producer sends each line until the broker has it, once.
final class PacedTopic implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 300_000;
    private static final long STEP_NANOS = 20_000_000;

    private final Topic topic;
    private final int partitions;
    private final List<String> lines;
    private final long bytesPerSecond;
    private final Thread writer;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private volatile boolean stopping;
    private volatile long written;

    PacedTopic(KafkaBroker broker, int partitions, List<String> lines, long bytesPerSecond) {
        this.partitions = partitions;
        this.lines = List.copyOf(lines);
        this.bytesPerSecond = bytesPerSecond;
        this.topic = new Topic(broker.servers(), Topic.unusedName("paced"),
                Map.of("delivery.timeout.ms", PATIENCE_MILLIS, "max.block.ms", PATIENCE_MILLIS));
        topic.create(partitions);
        this.writer = Thread.ofPlatform().daemon().name("paced topic").start(this::write);
    }

    Topic topic() {
        return topic;
    }

    private void write() {
        long began = System.nanoTime();
        long bytes = 0;
        for (long line = 0; !stopping; line++) {
            byte[] text = lines.get((int) (line % lines.size())).getBytes(UTF_8);
            Future<RecordMetadata> _ = topic.producer()
                    .send(new ProducerRecord<>(topic.name(), (int) (line % partitions), null, text),
                            (_, failed) -> failure.compareAndSet(null, failed));
            written = line + 1;
            bytes += text.length + 1;
            long early = began + (long) (bytes * 1e9 / bytesPerSecond) - System.nanoTime();
            if (early > STEP_NANOS) {
                LockSupport.parkNanos(early);
            }
        }
    }

    /// Writes no more, waits until the broker has all of it, and answers how many lines that are.
    long stop() throws Exception {
        stopping = true;
        writer.join();
        topic.producer().flush();
        Exception failed = failure.get();
        if (failed != null) {
            throw failed;
        }
        return written;
    }

    @Override
    public void close() {
        stopping = true;
        topic.close();
    }
}
