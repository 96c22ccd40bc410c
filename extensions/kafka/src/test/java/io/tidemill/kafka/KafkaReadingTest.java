// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kafka;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.tidemill.testkit.CollectingSourceContext.Rejected;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/// What becomes of records: rows, texts and rejects, from where to where.
@Timeout(120)
class KafkaReadingTest {
    private final KafkaBroker broker = KafkaBroker.shared();
    private final Topic topic = Topic.make(broker, 3);

    @AfterEach
    void closeTheTopic() {
        topic.close();
    }

    @Test
    void readsEachPartitionInOrderFromTheFirstRecordOn() {
        List<String> texts = topic.writeMany("text", 3_000, 3);

        try (SourceRun run = SourceRun.of(topic.source().build())) {
            run.awaitRows(3_000);
            assertThat(run.texts()).containsExactlyInAnyOrderElementsOf(texts);
            for (int partition = 0; partition < 3; partition++) {
                int residue = partition;
                assertThat(run.texts().stream().filter(text -> number(text) % 3 == residue)).isSortedAccordingTo(
                        (one, other) -> Integer.compare(number(one), number(other)));
            }
            assertThat(run.places()).isEqualTo(Map.of(topic.name() + "-0", 1_000L,
                    topic.name() + "-1", 1_000L, topic.name() + "-2", 1_000L, Places.PLACED, 1L));

            topic.write("one more");

            run.awaitRows(3_001);
            assertThat(run.texts().getLast()).isEqualTo("one more");
        }
    }

    private static int number(String text) {
        return Integer.parseInt(text.substring(text.indexOf(' ') + 1));
    }

    @Test
    void readsFromTheLatestOnWhatIsWrittenAfterTheStart() {
        topic.writeMany("old", 30, 3);

        try (SourceRun run = SourceRun.of(topic.source().startingAt(StartingOffsets.latest()).build())) {
            topic.writeTo(2, "new");

            run.awaitRows(1);
            assertThat(run.texts()).containsExactly("new");
            assertThat(run.places()).as("the other partitions' too")
                    .isEqualTo(Map.of(topic.name() + "-0", 10L, topic.name() + "-1", 10L, topic.name() + "-2", 11L,
                            Places.PLACED, 1L));
        }
    }

    @Test
    void readsFromNamedOffsetsOnAndTheOtherPartitionsWhole() {
        topic.writeTo(0, "a0", "a1", "a2");
        topic.writeTo(1, "b0");
        topic.writeTo(2, "c0", "c1");

        try (SourceRun run = SourceRun.of(topic.source()
                .startingAt(StartingOffsets.at(Map.of(topic.partition(0), 2L, topic.partition(2), 2L)))
                .endingAt(EndingOffsets.latest())
                .build())) {
            assertThat(run.awaitEnd().texts()).containsExactlyInAnyOrder("a2", "b0");
        }
    }

    @Test
    void readsFromAMomentOn() {
        for (int i = 0; i < 10; i++) {
            topic.write(new ProducerRecord<>(topic.name(), i % 2, 1_000L * i, null, ("at " + i).getBytes(UTF_8)));
        }
        topic.writeTo(2, "today");

        try (SourceRun run = SourceRun.of(topic.source()
                .startingAt(StartingOffsets.since(Instant.ofEpochMilli(6_500)))
                .endingAt(EndingOffsets.latest())
                .build())) {
            assertThat(run.awaitEnd().texts()).containsExactlyInAnyOrder("at 7", "at 8", "at 9", "today");
        }
    }

    @Test
    void aMomentThatNoRecordHasReachedIsBehindTheLast() {
        topic.writeMany("old", 6, 3);

        try (SourceRun run = SourceRun.of(topic.source()
                .startingAt(StartingOffsets.since(Instant.now().plusSeconds(3_600)))
                .build())) {
            run.awaitState("reading");
            topic.writeTo(1, "new");
            assertThat(run.awaitRows(1).texts()).containsExactly("new");
        }
    }

    @Test
    void endsBehindWhatThereWasAtTheStart() {
        topic.writeMany("text", 10, 2); // nothing in partition 2

        try (SourceRun run = SourceRun.of(topic.source().endingAt(EndingOffsets.latest()).build())) {
            topic.writeMany("late", 30, 3);

            assertThat(run.awaitEnd().texts()).hasSize(10).allMatch(text -> text.startsWith("text"));
            assertThat(run.states()).last().isEqualTo("read %s to the end: 3 partitions".formatted(topic.name()));
        }
    }

    @Test
    void endsBeforeNamedOffsetsAndWaitsUntilTheyAreThere() {
        topic.writeTo(0, "a0", "a1", "a2");
        topic.writeTo(1, "b0");
        KafkaSource source = topic.source()
                .endingAt(EndingOffsets
                        .at(Map.of(topic.partition(0), 2L, topic.partition(1), 3L, topic.partition(2), 0L)))
                .build();
        assertThat(source.bounded()).isTrue();

        try (SourceRun run = SourceRun.of(source)) {
            run.awaitRows(3);
            topic.writeTo(1, "b1", "b2", "b3");

            assertThat(run.awaitEnd().texts()).containsExactlyInAnyOrder("a0", "a1", "b0", "b1", "b2");
        }
    }

    @Test
    void readsSomePartitionsAlone() {
        topic.writeMany("text", 9, 3);

        try (SourceRun run = SourceRun.of(KafkaSource.from(broker.servers())
                .assign(topic.partition(1))
                .endingAt(EndingOffsets.latest())
                .build())) {
            assertThat(run.awaitEnd().texts()).containsExactly("text 1", "text 4", "text 7");
        }
    }

    @Test
    void givesWholeRecordsInSparksColumns() {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic.name(), 2, 1_700_000_000_123L,
                "k\u00e9y".getBytes(UTF_8), "v".getBytes(UTF_8));
        record.headers()
                .add(new RecordHeader("trace", "first".getBytes(UTF_8)))
                .add(new RecordHeader("trace", "last".getBytes(UTF_8)))
                .add(new RecordHeader("empty", null));
        topic.write(record);
        topic.write(new ProducerRecord<>(topic.name(), 2, 5L, null, (byte[]) null));
        KafkaSource source = topic.source().endingAt(EndingOffsets.latest()).build().asRows("trace", "empty", "none");

        assertThat(source.schema().names()).isEqualTo(
                "(key, value, topic, partition, offset, timestamp, timestampType, headers.trace, headers.empty, headers.none)");
        try (SourceRun run = SourceRun.of(source)) {
            assertThat(run.awaitEnd().rows()).containsExactly(
                    Arrays.asList("k\u00e9y", "v", topic.name(), 2, 0L, Instant.ofEpochMilli(1_700_000_000_123L), 0,
                            "last", null, null),
                    Arrays.asList(null, null, topic.name(), 2, 1L, Instant.ofEpochMilli(5), 0, null, null, null));
            assertThat(run.rejects()).isEmpty();
        }
    }

    @Test
    void rejectsWhatIsNoTextWithItsPlace() {
        topic.write(null, "good".getBytes(UTF_8));
        topic.write(null, new byte[]{'x', (byte) 0xff});
        topic.write(null, null);
        topic.write(null, "y".repeat(4_097).getBytes(UTF_8));
        topic.write(new byte[]{(byte) 0xc0}, "z".repeat(4_096).getBytes(UTF_8));
        topic.write(null, new byte[0]);
        String part = topic.name() + "-0";

        try (SourceRun run = SourceRun.of(topic.source().endingAt(EndingOffsets.latest()).build())) {
            assertThat(run.awaitEnd().texts()).containsExactly("good", "z".repeat(4_096), "");
            assertThat(run.rejects()).containsExactly(
                    new Rejected("x\u00ff", part, 1, "invalid UTF-8 in the value"),
                    new Rejected("", part, 2, "no value: a tombstone"),
                    new Rejected("y".repeat(4_097), part, 3, "the value longer than 4,096 bytes"));
        }
    }

    @Test
    void rejectsRowsWithAKeyOrHeaderThatIsNoText() {
        topic.write(new byte[]{(byte) 0xc0}, "v".getBytes(UTF_8));
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic.name(), 0, null, "v".getBytes(UTF_8));
        record.headers().add(new RecordHeader("trace", new byte[]{(byte) 0x80}));
        topic.write(record);
        topic.write("key".getBytes(UTF_8), "good".getBytes(UTF_8));
        KafkaSource source = topic.source().endingAt(EndingOffsets.latest()).build().asRows("trace");

        try (SourceRun run = SourceRun.of(source)) {
            assertThat(run.awaitEnd().texts()).as("keys of rows").containsExactly("key");
            assertThat(run.rejects()).extracting(Rejected::offset, Rejected::reason)
                    .containsExactly(
                            tuple(0L, "invalid UTF-8 in the key"),
                            tuple(1L, "invalid UTF-8 in header trace"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "snappy", "lz4", "zstd"})
    void readsWhatIsCompressed(String compression) {
        try (Topic compressed = new Topic(broker.servers(), topic.name(), Map.of("compression.type", compression))) {
            List<String> texts = compressed.writeMany("some text that comes again and again", 500, 1);
            try (SourceRun run = SourceRun.of(topic.source().endingAt(EndingOffsets.latest()).build())) {
                assertThat(run.awaitEnd().texts()).isEqualTo(texts);
            }
        }
    }
}
