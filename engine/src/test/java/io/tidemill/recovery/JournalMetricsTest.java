// SPDX-License-Identifier: Apache-2.0
package io.tidemill.recovery;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.tidemill.Batching;
import io.tidemill.Input;
import io.tidemill.JournalCarrier;
import io.tidemill.Publisher;
import io.tidemill.StreamingContext;
import io.tidemill.StreamingContextBuilder;
import io.tidemill.ThreadLayout;
import io.tidemill.journal.Durability;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(120)
final class JournalMetricsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long ROWS = 10_000;

    @TempDir
    private Path directory;

    private static long metric(Map<String, Long> metrics, String name) {
        return Objects.requireNonNull(metrics.get("tidemill_%s{context=\"metrics\"}".formatted(name)), name);
    }

    private static Input<Long> numbers(StreamingContext ssc) {
        Input<Long> numbers = ssc.input("numbers", Long.class);
        numbers.stream().foreach(_ -> {});
        return numbers;
    }

    private static StreamingContextBuilder context() {
        return StreamingContext.builder("metrics").layout(ThreadLayout.inline()).batching(Batching.natural());
    }

    @ParameterizedTest
    @EnumSource(names = {"FILE", "CHRONICLE"})
    void tellWhatWasJournaledAndWhatWasReplayed(JournalCarrier carrier) throws InterruptedException {
        StreamingContextBuilder kept = context().checkpoint(directory).journalCarrier(carrier);
        try (StreamingContext ssc = kept.build()) {
            Input<Long> numbers = numbers(ssc);
            ssc.start();
            send(numbers);
            Map<String, Long> now = ssc.metrics();
            assertThat(metric(now, "journal_rows_total")).isEqualTo(ROWS);
            assertThat(metric(now, "journal_row_bytes_total")).isEqualTo(ROWS * Long.BYTES);
            assertThat(metric(now, "journal_record_bytes_total")).as("numbers that ascend take less")
                    .isBetween(1L, ROWS * Long.BYTES / 2);
            assertThat(metric(now, "journal_disk_low")).isZero();
            assertThat(ssc.isDiskLow()).isFalse();
            assertThat(metric(now, "rows_to_replay")).isZero();
        }
        try (StreamingContext again = kept.build()) {
            numbers(again);
            again.start();
            while (again.doWork() > 0) {
                Thread.onSpinWait();
            }
            Map<String, Long> now = again.metrics();
            assertThat(metric(now, "rows_to_replay")).isEqualTo(ROWS);
            assertThat(metric(now, "replayed_rows_total")).isEqualTo(ROWS);
            assertThat(metric(now, "journal_rows_total")).isZero();
        }
    }

    @Test
    void tellHowFarTheDiskIsBehind() throws InterruptedException {
        try (StreamingContext ssc = context().checkpoint(directory)
                .durability(Durability.powerEvery(Duration.ofMillis(300)))
                .build()) {
            Input<Long> numbers = numbers(ssc);
            ssc.start();
            Publisher<Long> publisher = numbers.openPublisher("gateway");
            long began = System.nanoTime();
            publisher.append(1L);
            long mostEntries = 0;
            long mostMicros = 0;
            while (!publisher.awaitDurable(0, Duration.ofMillis(1))) {
                mostEntries = Math.max(mostEntries, metric(ssc.metrics(), "journal_lag_entries"));
                mostMicros = Math.max(mostMicros, metric(ssc.metrics(), "journal_lag_micros"));
            }
            assertThat(mostEntries).isPositive();
            assertThat(mostMicros).isBetween(1_000L, TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - began));
        }
    }

    @Test
    void areZeroWithoutADirectory() throws InterruptedException {
        try (StreamingContext ssc = context().build()) {
            Input<Long> numbers = numbers(ssc);
            ssc.start();
            send(numbers);
            assertThat(ssc.metrics()
                    .entrySet()
                    .stream()
                    .filter(metric -> metric.getKey().startsWith("tidemill_journal_"))
                    .map(Map.Entry::getValue)).hasSize(6).containsOnly(0L);
        }
    }

    private static void send(Input<Long> numbers) throws InterruptedException {
        Publisher<Long> publisher = numbers.openPublisher("gateway");
        for (long number = 0; number < ROWS; number++) {
            publisher.append(number);
        }
        assertThat(publisher.awaitDurable(ROWS - 1, PATIENCE)).isTrue();
    }
}
