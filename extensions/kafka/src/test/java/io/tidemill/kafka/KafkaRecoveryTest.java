// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kafka;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.tidemill.Batching;
import io.tidemill.Redelivery;
import io.tidemill.StreamingContext;

import static io.tidemill.Functions.col;
import static io.tidemill.Functions.count;
import static org.assertj.core.api.Assertions.assertThat;

/// Kafka's records in a journal: engines that stop without warning, and go on from their data directory.
@Timeout(180)
class KafkaRecoveryTest {
    private final KafkaBroker broker = KafkaBroker.shared();
    private final Topic topic = Topic.make(broker, 3);
    private final Map<String, Long> counts = new ConcurrentHashMap<>();
    private final List<String> seen = Collections.synchronizedList(new ArrayList<>());

    @TempDir
    private Path data;

    @AfterEach
    void closeTheTopic() {
        topic.close();
    }

    private record Text(String value, long times) {}

    /// Counts how often each text came, over all starts.
    private StreamingContext start(KafkaSource source) throws InterruptedException {
        StreamingContext ssc = StreamingContext.builder("recovery")
                .batching(Batching.every(Duration.ofMillis(5)))
                .checkpoint(data)
                .build();
        var texts = ssc.source(source, String.class);
        texts.foreach(seen::add);
        texts.select(col("value"))
                .groupBy("value")
                .global()
                .agg(count().as("times"))
                .as(Text.class)
                .foreachBatch(Redelivery.ALL, (batch, _) -> {
                    counts.clear();
                    batch.collect().forEach(text -> counts.put(text.value, text.times));
                });
        ssc.start();
        return ssc;
    }

    @Test
    void everyRecordIsCountedOnceOverManyStarts() throws Exception {
        List<String> texts = new ArrayList<>();
        KafkaSource source = topic.source().build();
        for (int round = 0; round < 4; round++) {
            texts.addAll(topic.writeMany("round %d, text".formatted(round), 2_000, 3));
            seen.clear();
            try (StreamingContext _ = start(source)) {
                SourceRun.await("some of the texts", () -> !seen.isEmpty());
            } // at once: what is under way is dropped
        }
        try (StreamingContext ssc = start(source)) {
            SourceRun.await("the rest",
                    () -> ssc.counters().replayedRows.value() + ssc.counters().rowsIn.value() >= texts.size());
            ssc.stop(true);
        }

        assertThat(counts).hasSize(texts.size()).containsOnlyKeys(texts);
        assertThat(counts.values()).containsOnly(1L);
    }

    @Test
    void aBoundedSourceEndsWhereItsFirstStartSaid() throws Exception {
        List<String> texts = topic.writeMany("text", 3_000, 3);
        KafkaSource source = topic.source().endingAt(EndingOffsets.latest()).build();
        try (StreamingContext _ = start(source)) {
            SourceRun.await("some of the texts", () -> !seen.isEmpty());
        }
        topic.writeMany("late", 300, 3);

        try (StreamingContext ssc = start(source)) {
            ssc.awaitInputEnd();
            ssc.stop(true);
        }

        assertThat(counts).hasSize(texts.size()).containsOnlyKeys(texts);
        assertThat(counts.values()).containsOnly(1L);
    }
}
