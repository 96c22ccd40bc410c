// SPDX-License-Identifier: Apache-2.0
package io.tidemill.runtime;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.tidemill.BackPressure;
import io.tidemill.EngineException;
import io.tidemill.journal.Durability;
import io.tidemill.journal.Storage;
import io.tidemill.journal.file.FileStorage;
import io.tidemill.ring.RowPublisher;

import static org.assertj.core.api.Assertions.assertThat;

/// An engine's life of two starts, in which one change on the disk fails, once, whole or in the middle of a write: each of them in turn. The
/// failure is told, nothing is acknowledged behind it, and the next start has all that was.
@Timeout(300)
final class FailedAtEveryWriteTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int ROWS_OF_A_START = 3;
    private static final String INJECTED = "injected I/O error";

    @TempDir
    private Path directory;

    private static Stream<Durability> levels() {
        return Stream.of(Durability.PROCESS, Durability.POWER);
    }

    @ParameterizedTest
    @MethodSource("levels")
    void saysSoAndGoesOnAfterARestart(Durability durability) throws Exception {
        int failing = 0;
        for (Life life = live(++failing, durability); life.hasFailed(); life = live(++failing, durability)) {
            try {
                life.requireRecovery(durability);
            } catch (AssertionError | RuntimeException failed) {
                throw new AssertionError("change %d failed, %s, after %d acknowledgements".formatted(failing,
                        life.failed, life.acknowledged), failed);
            }
        }
        assertThat(failing).isGreaterThan(30);
    }

    private Life live(int failing, Durability durability) throws InterruptedException {
        Life life = new Life(directory.resolve("data " + failing), failing);
        life.run(durability);
        return life;
    }

    /// One life on a directory.
    private static final class Life {
        private final Path data;
        private final int failing;
        private final AtomicInteger changes = new AtomicInteger();
        private final KeptNumbers once = KeptNumbers.once();
        private volatile String failed = "";
        private int acknowledged;

        Life(Path data, int failing) {
            this.data = data;
            this.failing = failing;
        }

        boolean hasFailed() {
            return !failed.isEmpty();
        }

        private void before(String change) throws IOException {
            if (changes.incrementAndGet() == failing) {
                failed = change;
                throw new IOException(INJECTED);
            }
        }

        void run(Durability durability) throws InterruptedException {
            Storage disk = WatchedStorage.of(new FileStorage(), this::before);
            try {
                for (int start = 1; start <= 2 && !hasFailed(); start++) {
                    try (Engine engine = KeptNumbers.engine(data, durability, disk, once, KeptNumbers.all())) {
                        engine.start();
                        append(engine, start * ROWS_OF_A_START);
                        engine.stop(true);
                    }
                }
            } catch (EngineException told) {
                assertThat(hasFailed()).as("%s", told).isTrue();
                assertThat(told).hasMessageContaining(INJECTED);
            }
        }

        private void append(Engine engine, int end) throws InterruptedException {
            KeptNumbers.drive(engine);
            RowPublisher<Integer> publisher = NumberLines.open(engine, "gateway", BackPressure.WAIT);
            try (publisher) {
                for (int number = acknowledged; number < end; number++) {
                    assertThat(publisher.awaitDurable(publisher.append(number, number), LONG)).isTrue();
                    acknowledged = number + 1;
                    KeptNumbers.drive(engine);
                }
            } finally {
                if (engine.failure().isPresent()) {
                    assertThat(publisher.append(end, end)).as("an append behind the failure").isNegative();
                    assertThat(publisher.lastDurableId().orElse(-1)).isLessThan(end);
                }
            }
        }

        /// Starts again, on a disk that is sound.
        void requireRecovery(Durability durability) throws InterruptedException {
            KeptNumbers again = KeptNumbers.once();
            KeptNumbers all = KeptNumbers.all();
            int end = 2 * ROWS_OF_A_START + 2;
            Storage sound = WatchedStorage.of(new FileStorage(), _ -> {});
            try (Engine engine = KeptNumbers.engine(data, durability, sound, again, all)) {
                engine.start();
                KeptNumbers.drive(engine);
                assertThat(all.numbers).as("what is acknowledged is kept").hasSizeGreaterThanOrEqualTo(acknowledged);
                try (RowPublisher<Integer> publisher = NumberLines.open(engine, "gateway", BackPressure.WAIT)) {
                    for (int number = 0; number < end; number++) {
                        assertThat(publisher.awaitDurable(publisher.append(number, number), LONG)).isTrue();
                    }
                }
                engine.stop(true);
            }
            assertThat(all.numbers).as("every number once").isEqualTo(KeptNumbers.range(0, end));
            assertThat(again.numbers.getFirst()).as("nothing is left out").isLessThanOrEqualTo(once.numbers.size());
            assertThat(again.numbers).isEqualTo(KeptNumbers.range(again.numbers.getFirst(), end));
        }
    }
}
