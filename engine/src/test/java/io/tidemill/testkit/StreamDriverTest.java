// SPDX-License-Identifier: Apache-2.0
package io.tidemill.testkit;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.tidemill.ConnectorException;
import io.tidemill.DStream;
import io.tidemill.Input;
import io.tidemill.Time;
import io.tidemill.UserCodeException;
import io.tidemill.connector.Source;
import io.tidemill.connector.SourceContext;
import io.tidemill.testkit.CollectedStream.Batch;

import static io.tidemill.Durations.millis;
import static io.tidemill.Durations.seconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Timeout(60)
final class StreamDriverTest {

    @Test
    void rowsBelongToTheBatchThatEndsNext() {
        try (StreamDriver driver = StreamDriver.every(millis(100))) {
            Input<Long> numbers = driver.context().input("numbers", Long.class);
            CollectedStream<Long> doubled = driver.collect(numbers.stream().map(Long.class, number -> number * 2));
            driver.start();
            driver.push(numbers, 1L, 2L);
            driver.advance(millis(99));
            assertThat(doubled.batches()).isEmpty();
            driver.advance(millis(1));
            driver.push(numbers, 3L);
            driver.advance(millis(250));
            assertThat(doubled.batches()).containsExactly(batch(100, 2L, 4L), batch(200, 6L), batch(300));
            assertThat(driver.clock().micros()).isEqualTo(350_000);
        }
    }

    @Test
    void tenSecondsOfBatchesTakeNoTime() {
        try (StreamDriver driver = StreamDriver.every(millis(10))) {
            Input<Long> numbers = driver.context().input("numbers", Long.class);
            CollectedStream<Long> sums = driver.collect(numbers.stream().reduce(Long::sum));
            driver.start();
            for (long second = 0; second < 10; second++) {
                driver.push(numbers, second, second, second);
                driver.advance(seconds(1));
            }
            assertThat(sums.batches()).hasSize(1_000);
            assertThat(sums.rows()).containsExactly(0L, 3L, 6L, 9L, 12L, 15L, 18L, 21L, 24L, 27L);
        }
    }

    @Test
    void naturalBatchesEndAsSoonAsTheirRowsAreDriven() {
        try (StreamDriver driver = StreamDriver.natural()) {
            Input<String> words = driver.context().input("words", String.class);
            CollectedStream<String> collected = driver.collect(words.stream());
            driver.start();
            driver.advance(millis(5));
            driver.push(words, "a", "b");
            driver.run();
            driver.push(words, "c");
            driver.run();
            assertThat(collected.batches()).containsExactly(new Batch<>(new Time(5_000), List.of("a", "b")),
                    new Batch<>(new Time(5_001), List.of("c")));
            assertThat(collected.last()).containsExactly("c");
            collected.clear();
            assertThat(collected.rows()).isEmpty();
        }
    }

    @Test
    void aQueueGivesOneDatasetABatch() {
        try (StreamDriver driver = StreamDriver.every(seconds(1))) {
            Queue<List<Long>> queue = new ArrayDeque<>(List.of(List.of(1L, 2L), List.of(3L)));
            DStream<Long> queued = driver.context().queueStream(Long.class, queue);
            CollectedStream<Long> collected = driver.collect(queued);
            driver.start();
            driver.advance(seconds(3));
            assertThat(collected.batches()).containsExactly(batch(1_000, 1L, 2L), batch(2_000, 3L), batch(3_000));
        }
    }

    @Test
    void theEndOfTheStreamIsABatch() {
        try (StreamDriver driver = StreamDriver.every(seconds(1))) {
            Input<Long> numbers = driver.context().input("numbers", Long.class);
            CollectedStream<Long> collected = driver.collect(numbers.stream());
            driver.start();
            driver.push(numbers, 7L);
            driver.end();
            assertThat(collected.batches()).containsExactly(batch(1_000, 7L));
        }
    }

    @Test
    void batchTimesGoOnWhenTheClockIsSetBack() {
        try (StreamDriver driver = StreamDriver.every(seconds(1))) {
            Input<Long> numbers = driver.context().input("numbers", Long.class);
            CollectedStream<Long> collected = driver.collect(numbers.stream());
            driver.start();
            driver.advance(seconds(3));
            driver.clock().set(1);
            driver.push(numbers, 7L);
            driver.advance(seconds(4));
            assertThat(collected.batches()).containsExactly(batch(1_000), batch(2_000), batch(3_000),
                    batch(4_000, 7L));
        }
    }

    @Test
    void sourcesOfOtherThreadsGoByTheSameClock() {
        try (StreamDriver driver = StreamDriver.every(seconds(1))) {
            Ticking source = new Ticking();
            CollectedStream<Long> collected = driver.collect(driver.context().source(source, Long.class));
            driver.start();
            driver.runUntil(() -> source.given.get() == 1, Duration.ofSeconds(30));
            driver.advance(Duration.ofHours(1));
            driver.runUntil(() -> source.given.get() == 2, Duration.ofSeconds(30));
            driver.advance(seconds(1));
            assertThat(collected.rows()).containsExactly(0L, 3_600_000_000L);
            assertThatThrownBy(() -> driver.runUntil(() -> source.given.get() == 3, millis(20)))
                    .isInstanceOf(AssertionError.class);
        }
    }

    @Test
    void whatAFunctionThrowsReachesTheTest() {
        try (StreamDriver driver = StreamDriver.every(seconds(1))) {
            Input<Long> numbers = driver.context().input("numbers", Long.class);
            driver.collect(numbers.stream().map(Long.class, number -> 1 / number));
            driver.start();
            driver.push(numbers, 0L);
            assertThatThrownBy(() -> driver.advance(seconds(1))).isInstanceOf(UserCodeException.class)
                    .hasMessageContaining("StreamDriverTest.java")
                    .hasRootCauseInstanceOf(ArithmeticException.class);
        }
    }

    private static Batch<Long> batch(long millis, Long... rows) {
        return new Batch<>(new Time(millis * 1_000), List.of(rows));
    }

    /// Gives the time, once an hour.
    private static final class Ticking implements Source {
        private final AtomicInteger given = new AtomicInteger();

        @Override
        public String name() {
            return "ticking";
        }

        @Override
        public boolean bounded() {
            return false;
        }

        @Override
        public void run(SourceContext context) {
            boolean running = true;
            while (running) {
                if (context.begin().set(0, context.nowMicros()).commit() < 0) {
                    throw new ConnectorException("refused", null);
                }
                given.incrementAndGet();
                running = context.sleep(Duration.ofHours(1).toMillis());
            }
        }
    }
}
