// SPDX-License-Identifier: Apache-2.0
package io.tidemill.runtime;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.tidemill.Input;
import io.tidemill.testkit.CollectedStream;
import io.tidemill.testkit.StreamDriver;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingStream;

import static io.tidemill.Durations.millis;
import static io.tidemill.Durations.seconds;
import static io.tidemill.Functions.col;
import static io.tidemill.Functions.lit;
import static io.tidemill.Functions.sum;
import static org.assertj.core.api.Assertions.assertThat;

@Timeout(120)
final class MetricsTest {

    @Test
    void everyNumberHasItsName() {
        try (StreamDriver driver = StreamDriver.every(seconds(1))) {
            Input<Long> numbers = driver.context().input("numbers", Long.class);
            driver.collect(numbers.stream().filter(number -> number % 2 == 0).named("even"));
            driver.start();
            driver.push(numbers, 1L, 2L, 4L);
            Map<String, Long> open = driver.context().metrics();
            assertThat(open).containsEntry("tidemill_publisher_rows_total{context=\"test\",publisher=\"driver\"}", 3L)
                    .containsEntry("tidemill_publisher_rows_in_use{context=\"test\",publisher=\"driver\"}", 3L)
                    .containsEntry("tidemill_publisher_blocks_in_use{context=\"test\",publisher=\"driver\"}", 1L)
                    .containsEntry("tidemill_publisher_waits_total{context=\"test\",publisher=\"driver\"}", 0L)
                    .containsEntry("tidemill_ring_free_slots{context=\"test\"}", 64L);
            driver.advance(seconds(2));
            Map<String, Long> now = driver.context().metrics();
            assertThat(now).containsEntry("tidemill_operator_rows_in_total{context=\"test\",operator=\"even\"}", 3L)
                    .containsEntry("tidemill_operator_rows_total{context=\"test\",operator=\"even\"}", 2L)
                    .containsEntry("tidemill_rows_in_total{context=\"test\"}", 3L)
                    .containsEntry("tidemill_rows_out_total{context=\"test\"}", 2L)
                    .containsEntry("tidemill_chunks_total{context=\"test\"}", 1L)
                    .containsEntry("tidemill_batches_total{context=\"test\"}", 2L)
                    .containsEntry("tidemill_batch_time_micros{context=\"test\"}", 2_000_000L)
                    .containsEntry("tidemill_batch_scheduling_delay_micros{context=\"test\"}", 0L)
                    .containsEntry("tidemill_rejects_total{context=\"test\"}", 0L);
            assertThat(now.get("tidemill_batch_processing_nanos{context=\"test\"}")).isPositive();
            assertThat(now.get("tidemill_memory_bytes{context=\"test\"}")).isPositive();
            assertThat(now.get("tidemill_operator_state_bytes{context=\"test\",operator=\"even\"}")).isPositive();
        }
    }

    @Test
    void valuesThatCannotBeComputedAreCountedWhereTheyAre() {
        try (StreamDriver driver = StreamDriver.every(seconds(1))) {
            Input<Long> numbers = driver.context().input("numbers", Long.class);
            driver.collect(numbers.stream().select(lit(12L).div(col("value")).as("share")).named("shares"));
            driver.collect(numbers.stream()
                    .where(col("value").gt(0))
                    .named("positive")
                    .groupBy(lit(12L).mod(col("value").minus(4)).as("rest"))
                    .agg(sum(lit(1.0).dividedBy(col("value").minus(7))).as("sum"))
                    .named("sums"));
            driver.start();
            driver.push(numbers, 0L, 1L, 0L, 4L, 7L, -4L, 0L);
            driver.advance(seconds(1));
            driver.push(numbers, 4L, 0L);
            driver.advance(seconds(2));
            assertThat(driver.context().metrics())
                    .containsEntry("tidemill_operator_value_failures_total{context=\"test\",operator=\"shares\"}", 4L)
                    .containsEntry("tidemill_operator_value_failures_total{context=\"test\",operator=\"positive\"}", 0L)
                    .containsEntry("tidemill_operator_value_failures_total{context=\"test\",operator=\"sums\"}", 3L);
        }
    }

    @Test
    void aBatchThatEndsLateSaysHowLate() {
        try (StreamDriver driver = StreamDriver.every(millis(100))) {
            driver.collect(driver.context().input("numbers", Long.class).stream());
            driver.start();
            driver.clock().advance(millis(130));
            driver.run();
            assertThat(driver.context().metrics())
                    .containsEntry("tidemill_batch_scheduling_delay_micros{context=\"test\"}", 30_000L);
        }
    }

    @Test
    void theFlightRecorderHearsOfEachBatch() throws InterruptedException {
        List<RecordedEvent> events = new CopyOnWriteArrayList<>();
        try (RecordingStream recording = new RecordingStream();
                StreamDriver driver = StreamDriver.every(seconds(1))) {
            recording.setReuse(false);
            recording.setOrdered(true);
            recording.enable("io.tidemill.Batch");
            recording.onEvent("io.tidemill.Batch", events::add);
            recording.startAsync();
            Input<Long> numbers = driver.context().input("numbers", Long.class);
            CollectedStream<Long> even = driver.collect(numbers.stream().filter(number -> number % 2 == 0));
            driver.start();
            driver.push(numbers, 1L, 2L, 4L);
            driver.advance(seconds(1));
            driver.push(numbers, 6L);
            driver.advance(seconds(2));
            assertThat(even.batches()).hasSize(3);
            recording.stop();
            recording.awaitTermination(Duration.ofSeconds(60));
        }
        assertThat(events).extracting(event -> event.getString("context") + " " + event.getLong("batchId") + " "
                + event.getLong("batchTimeMicros") + " " + event.getLong("rowsIn") + " " + event.getLong("chunks") + " "
                + event.getLong("rowsOut"))
                .containsExactly("test 0 1000000 3 1 2", "test 1 2000000 1 1 1", "test 2 3000000 0 0 0");
        assertThat(events).allMatch(event -> event.getLong("processingNanos") > 0);
    }
}
