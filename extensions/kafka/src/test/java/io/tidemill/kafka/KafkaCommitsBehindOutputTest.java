// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kafka;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.tidemill.Batching;
import io.tidemill.StreamingContext;
import io.tidemill.ThreadLayout;

import static org.assertj.core.api.Assertions.assertThat;

/// A whole engine tells Kafka how far its output is, and never further.
@Timeout(180)
class KafkaCommitsBehindOutputTest {
    private final KafkaBroker broker = KafkaBroker.shared();
    private final Topic topic = Topic.make(broker, 2);
    private final String group = Topic.unusedName("group");
    private final Semaphore allowed = new Semaphore(0);
    private final AtomicLong begun = new AtomicLong();
    private final AtomicLong output = new AtomicLong();

    @TempDir
    private Path data;

    @AfterEach
    void closeTheTopic() {
        topic.close();
    }

    /// With a sink that takes a batch with rows only when it is allowed to.
    private StreamingContext start() throws InterruptedException {
        StreamingContext ssc = StreamingContext.builder("commits")
                .batching(Batching.every(Duration.ofMillis(20)))
                .layout(ThreadLayout.two())
                .checkpoint(data)
                .build();
        ssc.source(topic.source().commitTo(group).build(), String.class).foreachBatch((batch, _) -> {
            long rows = batch.collect().size();
            if (rows > 0) {
                begun.addAndGet(rows);
                allowed.acquireUninterruptibly();
                output.addAndGet(rows);
            }
        });
        ssc.start();
        return ssc;
    }

    @Test
    void commitsNothingThatASinkHasNotTaken() throws Exception {
        topic.writeMany("first", 100, 2);
        try (StreamingContext ssc = start()) {
            SourceRun.await("the first batch", () -> begun.get() > 0);
            topic.writeMany("second", 100, 2);
            SourceRun.await("all rows", () -> ssc.counters().rowsIn.value() == 200);
            long looks = System.nanoTime() + Duration.ofSeconds(3).toNanos();
            while (System.nanoTime() < looks) { // commits come every second
                assertThat(committed()).isLessThanOrEqualTo(output.get());
            }
            while (output.get() < 200) {
                allowed.release();
                assertThat(committed()).isLessThanOrEqualTo(output.get());
            }
            SourceRun.await("commits of everything", () -> committed() == 200);
            allowed.release(1_000);
            ssc.stop(true);
        }

        topic.writeMany("third", 10, 2);
        try (StreamingContext ssc = start()) {
            SourceRun.await("commits of the rest", () -> committed() == 210);
            ssc.stop(true);
        }
    }

    /// How many records are committed: offsets begin at 0, and every record is a row.
    private long committed() throws Exception {
        return topic.admin()
                .listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get()
                .values()
                .stream()
                .collect(Collectors.summingLong(offset -> offset.offset()));
    }
}
