// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kafka;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.tidemill.testkit.SourceRestarts;

import static org.assertj.core.api.Assertions.assertThat;

/// A source that goes on where a journal ends.
@Timeout(120)
class KafkaRestartTest {
    private final KafkaBroker broker = KafkaBroker.shared();
    private final Topic topic = Topic.make(broker, 3);

    @AfterEach
    void closeTheTopic() {
        topic.close();
    }

    @Test
    void everyRecordIsReadOnceWhereverTheJournalEnds() throws Exception {
        topic.writeMany("text", 30, 3);
        topic.write(null, new byte[]{(byte) 0xff});
        topic.write(null, null);
        topic.writeTo(2, "last");
        KafkaSource source = topic.source()
                .endingAt(EndingOffsets
                        .at(Map.of(topic.partition(0), 12L, topic.partition(1), 10L, topic.partition(2), 11L)))
                .build();

        new SourceRestarts(source.schema(), context -> context.run(source))
                .meanwhile(journaled -> topic.writeMany("behind the ends", 3, 3))
                .cutAtRandom(1, 10);
    }

    @Test
    void endsWhereTheFirstStartSaidAlsoInPartitionsThatHadGivenNoRow() {
        topic.writeMany("text", 30, 3);
        KafkaSource source = topic.source().endingAt(EndingOffsets.latest()).build();
        try (SourceRun first = SourceRun.of(source)) {
            first.awaitEnd();
            topic.writeMany("late", 30, 3);
            topic.addPartitions(4);
            topic.writeTo(3, "in a partition that is later still");

            try (SourceRun again = SourceRun.of(source, first.placesAfterRows(1))) {
                List<String> both = new ArrayList<>(first.texts().subList(0, 1));
                both.addAll(again.awaitEnd().texts());
                assertThat(both).containsExactlyInAnyOrderElementsOf(first.texts());
            }
            try (SourceRun over = SourceRun.of(source, first.places())) {
                assertThat(over.awaitEnd().rows()).isEmpty();
            }
        }
    }

    @Test
    void beginsAtTheLatestOfTheFirstStart() {
        topic.writeMany("old", 30, 3);
        KafkaSource source = topic.source().startingAt(StartingOffsets.latest()).build();
        try (SourceRun first = SourceRun.of(source)) {
            topic.writeTo(1, "b");
            first.awaitRows(1);
            first.stop();
            topic.writeTo(0, "a");
            topic.writeTo(1, "bb");
            topic.writeTo(2, "c");

            try (SourceRun again = SourceRun.of(source, first.places())) {
                assertThat(again.awaitRows(3).texts()).containsExactlyInAnyOrder("a", "bb", "c");
            }
        }
    }

    @Test
    void readsPartitionsThatWereAddedMeanwhileWhole() {
        topic.write("a0");
        KafkaSource source = topic.source().startingAt(StartingOffsets.latest()).build();
        Map<String, Long> places = new HashMap<>();
        places.put(Places.PLACED, 1L);
        for (int partition = 0; partition < 3; partition++) {
            places.put(topic.name() + "-" + partition, partition == 0 ? 1L : 0L);
        }
        topic.addPartitions(5);
        topic.writeTo(4, "e0", "e1");

        try (SourceRun run = SourceRun.of(source, places)) {
            assertThat(run.awaitRows(2).texts()).containsExactly("e0", "e1");
        }
    }

    @Test
    void takesTheEndsOfNowWhereAnEarlierStartHadNone() {
        topic.writeTo(0, "a0", "a1");

        try (SourceRun run = SourceRun.of(topic.source().endingAt(EndingOffsets.latest()).build(),
                Map.of(topic.name() + "-0", 1L, Places.PLACED, 1L))) {
            assertThat(run.awaitEnd().texts()).containsExactly("a1");
        }
    }
}
