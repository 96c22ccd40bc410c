// SPDX-License-Identifier: Apache-2.0
package io.tidemill.examples.kills;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.tidemill.Input;
import io.tidemill.JournalCarrier;
import io.tidemill.StateException;
import io.tidemill.StreamingContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/// Two engines on one directory.
@Timeout(180)
final class SecondEngineTest {
    private static final long MOST_MILLIS = 1_000;
    private static final String ALL = Long.toString(Long.MAX_VALUE);

    @TempDir
    private Path directory;

    private static StreamingContext context(Path data, JournalCarrier carrier) {
        StreamingContext ssc = StreamingContext.builder("acknowledged")
                .checkpoint(data)
                .journalCarrier(carrier)
                .build();
        Input<Long> numbers = ssc.input("numbers", Long.class);
        numbers.stream().foreach(_ -> {});
        return ssc;
    }

    private static void assertIsRefused(Path data, JournalCarrier carrier) {
        try (StreamingContext second = context(data, carrier)) {
            long began = System.nanoTime();
            assertThatThrownBy(second::start).isInstanceOf(StateException.class)
                    .hasMessage("another engine has the data directory %s: stop it, or name another directory", data);
            assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began)).isLessThan(MOST_MILLIS);
        }
    }

    @Test
    void theSecondOfAProcessIsRefusedAtOnce() throws InterruptedException {
        for (JournalCarrier carrier : List.of(JournalCarrier.FILE, JournalCarrier.CHRONICLE)) {
            Path data = directory.resolve(carrier.name());
            try (StreamingContext first = context(data, carrier)) {
                first.start();
                assertIsRefused(data, carrier);
                assertIsRefused(data, carrier);
            }
            try (StreamingContext next = context(data, carrier)) {
                next.start();
            }
        }
    }

    @Test
    void theSecondProcessIsRefusedAtOnceAlsoWhileTheFirstIsStopped() throws Exception {
        Path data = directory.resolve("data");
        try (Killable first = Killable.start(directory, Acknowledged.class.getName(),
                List.of(data.toString(), "0", ALL, "plain", directory.resolve("totals").toString()))) {
            await().atMost(Duration.ofSeconds(60)).until(() -> first.stdout().contains("acked "));
            assertIsRefused(data, JournalCarrier.BEST);
            first.stop();
            assertIsRefused(data, JournalCarrier.BEST);
            first.goOn();
            int before = first.stdout().length();
            await().atMost(Duration.ofSeconds(60)).until(() -> first.stdout().length() > before);
            assertThat(first.kill()).isTrue();
        }
    }

    /// The lock of the first must outlast that another one of its process was refused.
    @Test
    void theFirstKeepsItsDirectoryAfterASecondWasRefused() throws Exception {
        Path data = directory.resolve("data");
        try (StreamingContext first = context(data, JournalCarrier.FILE)) {
            first.start();
            assertIsRefused(data, JournalCarrier.FILE);
            assertThat(endOfOtherProcess(data)).contains("another engine has the data directory " + data);
        }
    }

    private String endOfOtherProcess(Path data) throws IOException {
        try (Killable other = Killable.start(directory, Acknowledged.class.getName(),
                List.of(data.toString(), "0", "10", "plain", directory.resolve("totals").toString()))) {
            await().atMost(Duration.ofSeconds(60)).until(() -> !other.isAlive());
            return other.stderr();
        }
    }
}
