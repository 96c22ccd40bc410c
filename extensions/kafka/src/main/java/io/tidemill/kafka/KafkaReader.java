// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kafka;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

import io.tidemill.connector.SourceContext;

/// One run of a source: asks for records, makes them rows, and does once in a while what has to be done beside that.
///
/// Nothing here connects: the client does, for ever. What fails in a way that passes is tried again; what does not ends the run.
final class KafkaReader {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final long CHORES_MICROS = 1_000_000;
    private static final long RETRY_MILLIS = 500;
    private static final long SHORTEST_SLEEP_MILLIS = 1;
    private static final String NO_ANSWER = "no broker answers";
    /// How long a source that ends waits for the first answer of all.
    private static final long FIRST_ANSWER_MICROS = 10_000_000;

    private final KafkaOptions options;
    private final SourceContext context;
    private final Failures failures;
    private final Assignment assignment;
    private final LostRecords lost;
    private final OffsetCommits commits;
    private final StateReport report;
    private final RecordShape.RecordWriter writer;
    private final long madeMicros;
    private boolean connected;
    private long nextLookMicros;
    private long nextChoresMicros;

    KafkaReader(KafkaOptions options, RecordShape shape, SourceContext context) {
        this.options = options;
        this.context = context;
        this.failures = new Failures(options);
        this.assignment = new Assignment(options, context, failures);
        this.lost = new LostRecords(options, assignment);
        this.commits = new OffsetCommits(options, context, assignment);
        this.report = new StateReport(options, context);
        this.writer = shape.writer(context);
        this.madeMicros = context.nowMicros();
    }

    /// Before the context has started: finds out what is there now, if that is what counts and a broker answers in time.
    void open() {
        boolean countsNow = options.start() instanceof StartingOffsets.Latest
                || options.end() instanceof EndingOffsets.Latest;
        if (!countsNow || assignment.isRestart()) {
            return;
        }
        try (Connection connection = Connection.open(options)) {
            assignment.look(new Broker(connection.consumer()), lost::gone);
        } catch (InterruptException interrupted) {
            Thread.currentThread().interrupt();
        } catch (KafkaException failure) {
            if (!Failures.willPass(failure)) {
                throw failures.lasting(failure);
            }
        }
    }

    /// Reads until the context stops, or all that is wanted has been read.
    void run() {
        report.connecting();
        Connection connection = connect();
        if (connection == null) {
            return;
        }
        try (connection) {
            Consumer<ByteBuffer, ByteBuffer> consumer = connection.consumer();
            Pulse pulse = new Pulse(consumer, options);
            assignment.note(); // what was found when the context started
            while (!context.isStopping() && !assignment.isComplete()) {
                if (lookIfDue(consumer)) {
                    read(consumer, pulse);
                }
            }
            if (assignment.isComplete()) {
                commits.finish(consumer);
                report.read(assignment, lost.records());
            } else {
                commits.look(consumer);
            }
        }
    }

    /// A client; null if the context stops before a broker's name is known.
    private @Nullable Connection connect() {
        while (!context.isStopping()) {
            try {
                return Connection.open(options);
            } catch (KafkaException failure) {
                if (!Failures.isUnresolved(failure)) {
                    throw failures.lasting(failure);
                }
                waitFor("unknown host");
            }
        }
        return null;
    }

    /// Looks for partitions when it is time for that; false if that was in vain, or if there is nothing to read.
    private boolean lookIfDue(Consumer<?, ?> consumer) {
        if (context.nowMicros() >= nextLookMicros) {
            if (!attempt(consumer, () -> {
                assignment.look(new Broker(consumer), lost::gone);
                assignment.note();
                assignment.assignTo(consumer);
            })) {
                return false;
            }
            long millis = assignment.isPlaced() ? options.lookEvery().toMillis() : RETRY_MILLIS;
            nextLookMicros = context.nowMicros() + millis * 1_000;
            isConnected();
        }
        if (assignment.isComplete()) {
            return false;
        }
        if (assignment.active().isEmpty()) {
            report.waitingFor(assignment.missing());
            long millis = (nextLookMicros - context.nowMicros()) / 1_000;
            context.sleep(Math.max(millis, SHORTEST_SLEEP_MILLIS));
            return false;
        }
        return true;
    }

    private void isConnected() {
        if (!connected) {
            connected = true;
            report.connected();
            nextChoresMicros = context.nowMicros() + CHORES_MICROS;
        }
    }

    private void read(Consumer<ByteBuffer, ByteBuffer> consumer, Pulse pulse) {
        attempt(consumer, () -> {
            ConsumerRecords<ByteBuffer, ByteBuffer> records = consumer.poll(POLL);
            if (take(records)) {
                assignment.assignTo(consumer);
            }
            long nowMicros = context.nowMicros();
            if (!records.isEmpty()) {
                pulse.heard(nowMicros);
            }
            if (pulse.isLost(nowMicros)) {
                connected = false;
                report.waiting(NO_ANSWER);
            } else {
                isConnected();
            }
            if (connected && nowMicros >= nextChoresMicros) {
                nextChoresMicros = nowMicros + CHORES_MICROS;
                commits.look(consumer);
                report.reading(consumer, assignment, lost.records());
            }
        });
    }

    /// Makes rows of records; answers whether a partition has been read to its end.
    private boolean take(ConsumerRecords<ByteBuffer, ByteBuffer> records) {
        for (TopicPartition id : records.partitions()) {
            if (!take(assignment.of(id), records.records(id))) {
                return false;
            }
        }
        boolean ended = false;
        for (TopicPartition id : records.nextOffsets().keySet()) { // also of those that have come further without a record
            ReadPartition partition = assignment.of(id);
            assignment.goOnAt(partition, records.nextOffsets().get(id).offset());
            ended |= partition.isRead();
        }
        return ended;
    }

    /// False if the context stops.
    private boolean take(ReadPartition partition, List<ConsumerRecord<ByteBuffer, ByteBuffer>> records) {
        for (int i = 0; i < records.size(); i++) {
            if (context.isStopping()) {
                return false;
            }
            ConsumerRecord<ByteBuffer, ByteBuffer> record = records.get(i);
            if (record.offset() >= partition.end()) {
                return true;
            }
            partition.take(record.offset(), writer.write(partition, record));
        }
        return true;
    }

    /// Does something with the client; false if it has to be done again.
    private boolean attempt(Consumer<?, ?> consumer, Runnable step) {
        try {
            step.run();
            return true;
        } catch (InterruptException interrupted) {
            boolean _ = Thread.interrupted(); // it may be a stop; if it is none, the flag would end the next call too
        } catch (OffsetOutOfRangeException gone) {
            attempt(consumer, () -> {
                lost.look(new Broker(consumer), gone.partitions());
                assignment.assignTo(consumer); // without those that end before what there is
            });
        } catch (KafkaException failure) {
            if (!Failures.willPass(failure)) {
                throw failures.lasting(failure);
            }
            connected = false;
            waitFor(NO_ANSWER);
        }
        return false;
    }

    /// Waits a moment before the next attempt. A source that is to end does not wait for ever for a broker that may never have been.
    private void waitFor(String trouble) {
        boolean isForTheFirst = options.isBounded() && !assignment.isRestart() && !assignment.isPlaced();
        if (isForTheFirst && context.nowMicros() - madeMicros > FIRST_ANSWER_MICROS) {
            throw failures.noBroker(trouble);
        }
        report.waiting(trouble);
        context.sleep(RETRY_MILLIS);
    }
}
