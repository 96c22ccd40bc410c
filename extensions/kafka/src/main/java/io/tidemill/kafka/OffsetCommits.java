// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.RetriableCommitFailedException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.tidemill.connector.SourceContext;

/// Tells Kafka how far output has come, for tools that watch it. Nobody here ever reads that, so failing is a warning.
final class OffsetCommits {
    private static final Logger LOG = LoggerFactory.getLogger(OffsetCommits.class);
    private static final long LAST_OUTPUT_MICROS = 10_000_000;
    private static final long LOOK_MILLIS = 20;
    private static final int PATIENT_FAILURES = 10;
    private static final Duration LAST_COMMIT = Duration.ofSeconds(5);

    private final KafkaOptions options;
    private final SourceContext context;
    private final Assignment assignment;
    private final Map<TopicPartition, Long> committed = new HashMap<>();
    private int failures;

    OffsetCommits(KafkaOptions options, SourceContext context, Assignment assignment) {
        this.options = options;
        this.context = context;
        this.assignment = assignment;
    }

    /// Commits what has been output since the last look, if there is a group to commit for.
    void look(Consumer<?, ?> consumer) {
        Map<TopicPartition, OffsetAndMetadata> due = due();
        if (!due.isEmpty()) {
            consumer.commitAsync(due, this::done);
        }
    }

    /// When all has been read: waits for the last output and commits that, if both come in good time.
    void finish(Consumer<?, ?> consumer) {
        if (options.group().isEmpty()) {
            return;
        }
        long giveUp = context.nowMicros() + LAST_OUTPUT_MICROS;
        while (!isAllOutput() && context.nowMicros() < giveUp && context.sleep(LOOK_MILLIS)) {
            // the next look
        }
        Map<TopicPartition, OffsetAndMetadata> due = due();
        try {
            if (!due.isEmpty()) {
                consumer.commitSync(due, LAST_COMMIT);
            }
        } catch (InterruptException stopped) {
            boolean _ = Thread.interrupted(); // the stop: the last commit is not worth the wait
        } catch (KafkaException failure) {
            done(due, failure);
        }
    }

    private Map<TopicPartition, OffsetAndMetadata> due() {
        if (options.group().isEmpty()) {
            return Map.of();
        }
        Map<String, Long> output = context.outputPositions();
        Map<TopicPartition, OffsetAndMetadata> due = new HashMap<>();
        for (ReadPartition partition : assignment.all()) {
            long offset = outputOffset(partition, output);
            if (offset >= 0 && offset != committed.getOrDefault(partition.id(), -1L)) {
                due.put(partition.id(), new OffsetAndMetadata(offset));
            }
        }
        return due;
    }

    private boolean isAllOutput() {
        Map<String, Long> output = context.outputPositions();
        return assignment.all().stream().allMatch(partition -> outputOffset(partition, output) >= partition.next());
    }

    private static long outputOffset(ReadPartition partition, Map<String, Long> output) {
        return output.getOrDefault(partition.part(), -1L);
    }

    private void done(Map<TopicPartition, OffsetAndMetadata> offsets, @Nullable Exception failure) {
        if (failure == null) {
            offsets.forEach((partition, offset) -> committed.put(partition, offset.offset()));
            failures = 0;
            return;
        }
        failures++;
        boolean mayPass = failure instanceof RetriableCommitFailedException || failure instanceof RetriableException;
        if (failures == (mayPass ? PATIENT_FAILURES : 1)) {
            LOG.warn("source {}: offsets cannot be committed for group {}: {}; it goes on without, and tries again",
                    options.name(), options.group().orElse(""), failure.getMessage());
        }
    }
}
