// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kafka;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/// Offsets that are committed to Kafka for those who watch.
@Timeout(120)
class KafkaCommitsTest {
    private final KafkaBroker broker = KafkaBroker.shared();
    private final String group = Topic.unusedName("group");

    @Test
    void commitsNothingUnlessAsked() throws Exception {
        try (Topic topic = Topic.make(broker, 1);
                SourceRun run = SourceRun.of(topic.source().endingAt(EndingOffsets.latest()).build())) {
            topic.write("a");
            run.awaitEnd();
            assertThat(committed(topic)).isEmpty();
        }
    }

    @Test
    void commitsWhatHasBeenOutput() throws Exception {
        try (Topic topic = Topic.make(broker, 2)) {
            topic.writeTo(0, "a0", "a1", "a2");
            topic.writeTo(1, "b0");
            try (SourceRun run = SourceRun.of(topic.source().commitTo(group).build())) {
                run.awaitRows(4);
                run.output(Map.of(topic.name() + "-0", 2L));

                awaitCommitted(topic, Map.of(0, 2L));
                run.output(Map.of(topic.name() + "-0", 3L, topic.name() + "-1", 1L));
                awaitCommitted(topic, Map.of(0, 3L, 1, 1L));
            }
        }
    }

    @Test
    void commitsWhatIsOutputBeforeItStops() throws Exception {
        try (Topic topic = Topic.make(broker, 1)) {
            topic.write("a0", "a1");
            try (SourceRun run = SourceRun.of(topic.source().commitTo(group).build())) {
                run.awaitRows(2);
                run.output(Map.of(topic.name() + "-0", 1L));
                awaitCommitted(topic, Map.of(0, 1L));
                run.output(Map.of(topic.name() + "-0", 2L));
                run.stop();
                awaitCommitted(topic, Map.of(0, 2L));
            }
        }
    }

    @Test
    void atTheEndCommitsBehindTheMarksOfTransactions() throws Exception {
        try (Topic topic = new Topic(broker.servers(), Topic.unusedName("marked"),
                Map.of("transactional.id", Topic.unusedName("writer")))) {
            topic.create(1);
            topic.producer().initTransactions();
            topic.producer().beginTransaction();
            topic.write("a");
            topic.producer().commitTransaction();
            KafkaSource source = topic.source()
                    .commitTo(group)
                    .endingAt(EndingOffsets.at(Map.of(topic.partition(0), 2L))) // the record and the mark
                    .build();
            try (SourceRun run = SourceRun.of(source)) {
                run.awaitRows(1);
                run.output(Map.of(topic.name() + "-0", 2L)); // what was noted behind the row has gone out with it

                run.awaitEnd();
                assertThat(committed(topic)).isEqualTo(Map.of(0, 2L));
            }
        }
    }

    private void awaitCommitted(Topic topic, Map<Integer, Long> offsets) {
        SourceRun.await("commits of " + offsets, () -> committed(topic).equals(offsets));
    }

    private Map<Integer, Long> committed(Topic topic) throws ExecutionException, InterruptedException {
        return topic.admin()
                .listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get()
                .entrySet()
                .stream()
                .collect(Collectors.toMap(entry -> entry.getKey().partition(), entry -> entry.getValue().offset()));
    }
}
