// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kafka;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;

import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/// Partitions and topics that come and go while a source reads.
@Timeout(120)
class KafkaPartitionsTest {
    private static final Duration OFTEN = Duration.ofMillis(50);

    private final KafkaBroker broker = KafkaBroker.shared();

    @Test
    void readsNewPartitionsFromTheirFirstRecordOn() {
        try (Topic topic = Topic.make(broker, 1);
                SourceRun run = SourceRun
                        .of(topic.source().startingAt(StartingOffsets.latest()).lookEvery(OFTEN).build())) {
            topic.write("first");
            run.awaitRows(1);

            topic.addPartitions(3);
            topic.writeTo(2, "c0", "c1");
            topic.writeTo(0, "second");

            run.awaitRows(4);
            assertThat(run.texts()).containsExactlyInAnyOrder("first", "c0", "c1", "second");
            assertThat(run.places()).containsEntry(topic.name() + "-2", 2L);
        }
    }

    @Test
    void aBoundedSourceLeavesNewPartitionsAlone() {
        try (Topic topic = Topic.make(broker, 1)) {
            topic.write("a0");
            KafkaSource source = topic.source()
                    .endingAt(EndingOffsets.at(Map.of(topic.partition(0), 2L)))
                    .lookEvery(OFTEN)
                    .build();
            try (SourceRun run = SourceRun.of(source)) {
                run.awaitRows(1);
                topic.addPartitions(2);
                topic.writeTo(1, "b0");
                topic.write("a1");

                assertThat(run.awaitEnd().texts()).containsExactly("a0", "a1");
            }
        }
    }

    @Test
    void readsEveryTopicThatMatchesAlsoThoseThatAreMadeLater() {
        String stem = Topic.unusedName("pattern");
        KafkaSource source = KafkaSource.from(broker.servers())
                .subscribePattern(stem + "\\.(orders|trades)")
                .startingAt(StartingOffsets.latest())
                .lookEvery(OFTEN)
                .build();
        assertThat(source.name()).isEqualTo("kafka /" + stem + "\\.(orders|trades)/");
        try (Topic orders = new Topic(broker.servers(), stem + ".orders", Map.of());
                Topic others = new Topic(broker.servers(), stem + ".orders.deleted", Map.of());
                Topic trades = new Topic(broker.servers(), stem + ".trades", Map.of());
                SourceRun run = SourceRun.of(source)) {
            run.awaitState("waiting for a topic that matches");
            orders.create(1);
            orders.write("order");
            run.awaitRows(1);

            others.create(1);
            others.write("neither");
            trades.create(2);
            trades.writeTo(1, "trade");

            run.awaitRows(2);
            assertThat(run.texts()).containsExactly("order", "trade");
        }
    }

    @Test
    void leavesKafkasOwnTopicsAlone() {
        Topics all = new Topics.Matching(Pattern.compile(".*"));
        Topics own = new Topics.Matching(Pattern.compile("__consumer.*"));

        assertThat(all.cover(new TopicPartition("__consumer_offsets", 0))).isFalse();
        assertThat(all.cover(new TopicPartition("_mine", 0))).isTrue();
        assertThat(own.cover(new TopicPartition("__consumer_offsets", 0))).isTrue();
    }

    @Test
    void waitsForATopicThatIsNotThere() {
        try (Topic topic = new Topic(broker.servers(), Topic.unusedName("later"), Map.of());
                SourceRun run = SourceRun
                        .of(topic.source().startingAt(StartingOffsets.latest()).lookEvery(OFTEN).build())) {
            run.awaitState("waiting for topic %s (not at %s; looking every 0.05 s)".formatted(topic.name(),
                    broker.servers()));

            topic.create(2);
            topic.writeTo(1, "all of it is new");

            assertThat(run.awaitRows(1).texts()).containsExactly("all of it is new");
        }
    }

    @Test
    void aBoundedSourceDoesNotWaitForATopicThatIsNotThere() {
        KafkaSource source = KafkaSource.from(broker.servers())
                .subscribe("no-such-topic")
                .endingAt(EndingOffsets.latest())
                .build();

        try (SourceRun run = SourceRun.of(source)) {
            assertThat(run.awaitFailure()).hasMessage(
                    "source kafka no-such-topic: there is no topic no-such-topic at %s: make it, or check its name; a source that ends does not wait for it",
                    broker.servers());
        }
    }

    @Test
    void namesPartitionsThatHaveNoEnd() {
        try (Topic topic = Topic.make(broker, 3);
                SourceRun run = SourceRun.of(
                        topic.source().endingAt(EndingOffsets.at(Map.of(topic.partition(1), 5L))).build())) {
            assertThat(run.awaitFailure()).hasMessageContaining(
                    "no ending offset is named for %s-0, %s-2: name one for each partition", topic.name(),
                    topic.name());
        }
    }

    @Test
    void tellsThatATopicIsGone() {
        try (Topic topic = Topic.make(broker, 1);
                SourceRun run = SourceRun.of(topic.source().lookEvery(OFTEN).build())) {
            topic.write("a0", "a1");
            run.awaitRows(2);

            topic.delete();

            assertThat(run.awaitFailure()).hasMessageContaining(
                    "partition %s-0 is there no more: the topic was deleted when it had been read up to offset 2",
                    topic.name());
        }
    }

    @Test
    void goesOnWithATopicThatIsGoneWhenItIsMadeAgain() {
        try (Topic topic = Topic.make(broker, 1);
                SourceRun run = SourceRun.of(topic.source().lookEvery(OFTEN).failOnDataLoss(false).build())) {
            topic.write("a0", "a1");
            run.awaitRows(2);
            topic.delete();
            run.awaitState("waiting for topic " + topic.name());

            topic.create(1);
            topic.write("b0", "b1", "b2");

            run.awaitRows(5);
            assertThat(run.texts()).containsExactly("a0", "a1", "b0", "b1", "b2");
            assertThat(run.places()).containsEntry(topic.name() + "-0", 3L);
        }
    }
}
