// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kafka;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.tidemill.ConnectorException;

/// What becomes of records that the broker no longer has: a failure that says which, or, by the user's choice, a number.
final class LostRecords {
    private static final Logger LOG = LoggerFactory.getLogger(LostRecords.class);

    private final KafkaOptions options;
    private final Assignment assignment;
    private long records;

    LostRecords(KafkaOptions options, Assignment assignment) {
        this.options = options;
        this.assignment = assignment;
    }

    /// How many have been lost, as far as that is known.
    long records() {
        return records;
    }

    /// Looks what has become of offsets that the broker says it does not have, and goes on where there is something.
    void look(Broker broker, Set<TopicPartition> outOfRange) {
        Map<TopicPartition, Long> last = broker.last(outOfRange);
        broker.first(outOfRange).forEach((id, first) -> {
            ReadPartition partition = assignment.of(id);
            long end = last.getOrDefault(id, first);
            if (partition.next() < first) {
                deleted(partition, first);
            } else if (partition.next() > end) {
                cutBack(partition, first, end);
            }
            broker.consumer().seek(id, partition.next());
        });
    }

    private void deleted(ReadPartition partition, long first) {
        long wanted = partition.next();
        long lost = Math.min(first, partition.end()) - wanted;
        tell(text(
                "partition %s was to be read from offset %,d on, but its first is %,d now: %s were deleted before they were read (offsets %,d to %,d), by the topic's retention or by hand",
                partition.id(), wanted, first, Words.count(lost, "record"), wanted, wanted + lost - 1),
                "Give the topic a longer retention", first);
        records += lost;
        assignment.goOnAt(partition, first);
    }

    private void cutBack(ReadPartition partition, long first, long last) {
        tell(text(
                "partition %s was to be read from offset %,d on, but it ends at %,d: the topic was deleted and made again, or its log was cut back",
                partition.id(), partition.next(), last),
                "If the topic was made again on purpose, begin with a new data directory",
                first);
        assignment.beginAnew(partition, first);
    }

    /// A partition that is there no more.
    void gone(ReadPartition partition) {
        String what = text(
                "partition %s is there no more: the topic was deleted when it had been read up to offset %,d",
                partition.id(), partition.next());
        if (options.failOnDataLoss()) {
            throw new ConnectorException(
                    "source %s: %s. To go on without it set failOnDataLoss(false)".formatted(options.name(), what));
        }
        LOG.warn("source {}: {}; what it still held is lost", options.name(), what);
    }

    private void tell(String what, String advice, long first) {
        if (options.failOnDataLoss()) {
            throw new ConnectorException(text("source %s: %s. %s; to go on at offset %,d set failOnDataLoss(false)",
                    options.name(), what, advice, first));
        }
        LOG.warn("source {}: {}; goes on at offset {}", options.name(), what, first);
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
