// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kafka;

import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.tidemill.ConnectorException;

import static org.assertj.core.api.Assertions.assertThat;

/// Offsets that the broker does not have any more, or not yet again.
@Timeout(120)
class KafkaLostRecordsTest {
    private final KafkaBroker broker = KafkaBroker.shared();
    private final Topic topic = Topic.make(broker, 1);
    private final String part = topic.name() + "-0";

    @AfterEach
    void closeTheTopic() {
        topic.close();
    }

    /// What the journal knows of the only partition.
    private Map<String, Long> journaled(long next) {
        return Map.of(part, next, Places.PLACED, 1L);
    }

    @Test
    void failsAndSaysWhatWasLost() {
        topic.writeMany("text", 10, 1);
        topic.deleteBefore(0, 7);

        try (SourceRun run = SourceRun.of(topic.source().build(), journaled(3))) {
            assertThat(run.awaitFailure()).isInstanceOf(ConnectorException.class)
                    .hasMessage(
                            "source kafka %s: partition %s was to be read from offset 3 on, but its first is 7 now: 4 records were deleted before they were read (offsets 3 to 6), by the topic's retention or by hand. Give the topic a longer retention; to go on at offset 7 set failOnDataLoss(false)",
                            topic.name(), part);
            assertThat(run.rows()).isEmpty();
        }
    }

    @Test
    void countsThemAndGoesOnIfToldSo() {
        topic.writeMany("text", 10, 1);
        topic.deleteBefore(0, 7);

        try (SourceRun run = SourceRun.of(topic.source().failOnDataLoss(false).build(), journaled(3))) {
            run.awaitRows(3);
            assertThat(run.texts()).containsExactly("text 7", "text 8", "text 9");
            run.awaitState("reading %s: 1 partition, 0 records behind; 4 records lost".formatted(topic.name()));
            topic.write("more");
            run.awaitRows(4);
            assertThat(run.places()).isEqualTo(journaled(11));
        }
    }

    @Test
    void failsForANamedOffsetThatThereIsNot() {
        topic.write("a0", "a1");

        try (SourceRun run = SourceRun
                .of(topic.source().startingAt(StartingOffsets.at(Map.of(topic.partition(0), 5L))).build())) {
            assertThat(run.awaitFailure()).hasMessageContaining(
                    "partition %s was to be read from offset 5 on, but it ends at 2: the topic was deleted and made again, or its log was cut back",
                    part);
        }
    }

    @Test
    void readsATopicThatWasMadeAgainFromItsFirstRecordOnIfToldSo() {
        topic.write("a0", "a1");

        try (SourceRun run = SourceRun.of(topic.source().failOnDataLoss(false).build(), journaled(100))) {
            run.awaitRows(2);
            Map<String, Long> places = run.places();
            assertThat(places).isEqualTo(journaled(2));
            run.stop();
            topic.write("a2");
            try (SourceRun again = SourceRun.of(topic.source().failOnDataLoss(false).build(), places)) {
                assertThat(again.awaitRows(1).texts()).containsExactly("a2");
            }
        }
    }

    @Test
    void losesNoMoreThanUpToItsEnd() {
        topic.writeMany("text", 10, 1);
        topic.deleteBefore(0, 9);

        try (SourceRun run = SourceRun.of(
                topic.source().failOnDataLoss(false).endingAt(EndingOffsets.at(Map.of(topic.partition(0), 5L))).build(),
                journaled(3))) {
            assertThat(run.awaitEnd().rows()).isEmpty();
            assertThat(run.states()).last().asString().endsWith("to the end: 1 partition; 2 records lost");
        }
    }

    @Test
    void readsTheOtherPartitionsToTheirEndsThen() {
        try (Topic two = Topic.make(broker, 2)) {
            two.writeMany("text", 20, 2);
            two.deleteBefore(0, 9);
            KafkaSource source = two.source()
                    .failOnDataLoss(false)
                    .endingAt(EndingOffsets.at(Map.of(two.partition(0), 5L, two.partition(1), 11L)))
                    .build();

            try (SourceRun run = SourceRun.of(source,
                    Map.of(two.name() + "-0", 3L, two.name() + "-1", 8L, Places.PLACED, 1L))) {
                run.awaitRows(2);
                two.writeTo(1, "last");
                assertThat(run.awaitEnd().texts()).containsExactly("text 17", "text 19", "last");
            }
        }
    }
}
