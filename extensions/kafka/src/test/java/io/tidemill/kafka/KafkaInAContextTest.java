// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.tidemill.Batching;
import io.tidemill.Row;
import io.tidemill.StreamingContext;
import io.tidemill.ThreadLayout;
import io.tidemill.memory.Field;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;
import io.tidemill.ring.Reject;

import static io.tidemill.Functions.col;
import static io.tidemill.Functions.count;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/// Kafka's records through a whole engine.
@Timeout(120)
class KafkaInAContextTest {
    private final KafkaBroker broker = KafkaBroker.shared();
    private final Topic topic = Topic.make(broker, 3);
    private final List<String> seen = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void closeTheTopic() {
        topic.close();
    }

    private static List<ThreadLayout> layouts() {
        return List.of(ThreadLayout.inline(), ThreadLayout.one(), ThreadLayout.two());
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void everyRecordComesThroughOnce(ThreadLayout layout) throws Exception {
        List<String> texts = topic.writeMany("text", 20_000, 3);
        try (StreamingContext ssc = context(layout)) {
            ssc.source(topic.source().endingAt(EndingOffsets.latest()).build(), String.class).foreach(seen::add);
            ssc.start();
            ssc.awaitInputEnd();
        }
        assertThat(seen).containsExactlyInAnyOrderElementsOf(texts);
    }

    @Test
    void columnsOfRecordsAreCounted() throws Exception {
        topic.writeMany("text", 3_000, 3);
        topic.write("key".getBytes(UTF_8), null);
        KafkaSource source = topic.source().endingAt(EndingOffsets.latest()).build().asRows();
        try (StreamingContext ssc = context(ThreadLayout.one())) {
            ssc.source(source, source.schema())
                    .where(col("value").isNotNull())
                    .groupBy("partition")
                    .global()
                    .agg(count().as("records"))
                    .foreachBatch((counts, _) -> {
                        seen.clear();
                        for (Row row : counts.collect()) {
                            seen.add("%d: %d".formatted(row.intAt("partition"), row.longAt("records")));
                        }
                    });
            ssc.start();
            ssc.awaitInputEnd();
            assertThat(ssc.sourceStates()).isEqualTo(Map.of("kafka " + topic.name(), "ended"));
            ssc.stop(true);
        }
        assertThat(seen).containsExactlyInAnyOrder("0: 1000", "1: 1000", "2: 1000");
    }

    @Test
    void valuesOfJsonAreReadIntoColumns() throws Exception {
        for (String value : List.of("{\"n\":1}", "{\n  \"n\": 2\n}", "no", "{\"n\":3}")) {
            topic.write("key".getBytes(UTF_8), value.getBytes(UTF_8));
        }
        try (StreamingContext ssc = context(ThreadLayout.one())) {
            ssc.readStream(Schema.of(Field.of("n", Type.INT64)))
                    .json()
                    .source(topic.source().endingAt(EndingOffsets.latest()).build())
                    .foreach(row -> seen.add("n = " + row.longAt("n")));
            ssc.start();
            ssc.awaitInputEnd();

            assertThat(ssc.latestRejects()).extracting(Reject::reason).containsExactly("no JSON object");
            assertThat(ssc.latestRejects().getFirst().offset()).isEqualTo(2);
        }
        assertThat(seen).containsExactly("n = 1", "n = 2", "n = 3");
    }

    @Test
    void aGracefulStopEndsTheSourceFirst() throws Exception {
        List<String> texts = topic.writeMany("text", 300, 3);
        try (StreamingContext ssc = context(ThreadLayout.one())) {
            ssc.source(topic.source().build(), String.class).foreach(seen::add);
            ssc.start();
            SourceRun.await("all texts", () -> seen.size() == texts.size());
            long began = System.nanoTime();

            ssc.stop(true);

            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(8));
        }
        assertThat(seen).containsExactlyInAnyOrderElementsOf(texts);
    }

    @Test
    void aSlowEngineHoldsTheReaderUpAndLosesNothing() throws Exception {
        List<String> texts = topic.writeMany("text " + "x".repeat(500), 3_000, 3);
        try (StreamingContext ssc = StreamingContext.builder("kafka")
                .batching(Batching.every(Duration.ofMillis(5)))
                .blockRows(16)
                .blocksPerPublisher(2)
                .build()) {
            ssc.source(topic.source().endingAt(EndingOffsets.latest()).build(), String.class).foreach(seen::add);
            ssc.start();
            ssc.awaitInputEnd();
        }
        assertThat(seen).hasSize(3_000).containsExactlyInAnyOrderElementsOf(texts);
    }

    private static StreamingContext context(ThreadLayout layout) {
        return StreamingContext.builder("kafka").layout(layout).batching(Batching.every(Duration.ofMillis(5))).build();
    }
}
