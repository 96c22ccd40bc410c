// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kafka;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.IsolationLevel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.tidemill.testkit.SourceRestarts;

import static org.assertj.core.api.Assertions.assertThat;

/// Records of transactions, the marks between them, and the gaps that both leave in the offsets.
@Timeout(120)
class KafkaTransactionsTest {
    private final KafkaBroker broker = KafkaBroker.shared();
    private final Topic topic = new Topic(broker.servers(), Topic.unusedName("transactions"),
            Map.of("transactional.id", Topic.unusedName("writer")));
    private final List<String> committed = new ArrayList<>();
    private final List<String> aborted = new ArrayList<>();

    @BeforeEach
    void prepare() {
        topic.create(2);
        topic.producer().initTransactions();
    }

    @AfterEach
    void closeTheTopic() {
        topic.close();
    }

    private void transact(int records, boolean commit) {
        KafkaProducer<byte[], byte[]> producer = topic.producer();
        producer.beginTransaction();
        String stem = "record %d of a transaction that is %s".formatted(committed.size() + aborted.size(),
                commit ? "committed" : "aborted");
        (commit ? committed : aborted).addAll(topic.writeMany(stem, records, 2));
        if (commit) {
            producer.commitTransaction();
        } else {
            producer.abortTransaction();
        }
    }

    private void transactAtRandom(long seed, int transactions) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < transactions; i++) {
            transact(random.nextInt(1, 20), random.nextInt(3) > 0);
        }
    }

    @Test
    void readsWhatWasCommittedAlone() {
        transactAtRandom(1, 30);
        transact(5, false); // the end of both partitions holds nothing to be read

        try (SourceRun run = SourceRun.of(topic.source().readCommitted().endingAt(EndingOffsets.latest()).build())) {
            assertThat(run.awaitEnd().texts()).containsExactlyInAnyOrderElementsOf(committed);
        }
    }

    @Test
    void readsEverythingUnlessToldOtherwise() {
        transactAtRandom(2, 10);

        try (SourceRun run = SourceRun.of(topic.source().endingAt(EndingOffsets.latest()).build())) {
            assertThat(run.awaitEnd().texts()).hasSize(committed.size() + aborted.size())
                    .containsAll(committed)
                    .containsAll(aborted);
        }
    }

    @Test
    void waitsForTheEndOfATransaction() {
        transact(4, true);
        try (SourceRun run = SourceRun.of(topic.source().readCommitted().build())) {
            run.awaitRows(4);

            topic.producer().beginTransaction();
            topic.write("open");
            try (Topic plain = new Topic(broker.servers(), topic.name(), Map.of())) {
                plain.writeTo(1, "outside");
            }
            run.awaitRows(5);
            assertThat(run.texts()).endsWith("outside").doesNotContain("open");
            topic.producer().commitTransaction();

            run.awaitRows(6);
            assertThat(run.texts()).endsWith("open");
        }
    }

    @Test
    void aRestartAnywhereReadsTheRestOnce() throws Exception {
        transactAtRandom(3, 12);
        transact(1, true); // and the marks of those before are there
        KafkaSource source = topic.source()
                .readCommitted()
                .endingAt(EndingOffsets.at(Map.of(topic.partition(0), committedEnd(0), topic.partition(1),
                        committedEnd(1))))
                .build();

        new SourceRestarts(source.schema(), context -> context.run(source)).cutAtRandom(4, 8);
    }

    private long committedEnd(int partition) throws Exception {
        return topic.admin()
                .listOffsets(Map.of(topic.partition(partition), OffsetSpec.latest()),
                        new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                .partitionResult(topic.partition(partition))
                .get()
                .offset();
    }
}
