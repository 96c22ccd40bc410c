// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.directory;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.tidemill.journal.JournalException;
import io.tidemill.journal.simulation.SimulatedStorage;
import io.tidemill.journal.simulation.SimulatedStorage.Operation;
import io.tidemill.memory.MemoryBudget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CommitLogTest {
    private static final Path DIRECTORY = Path.of("/data/commits/out");
    private static final long MOST_BYTES = 512;

    private final MemoryBudget budget = MemoryBudget.limited("test", 1 << 20);
    private SimulatedStorage storage = new SimulatedStorage();

    @AfterEach
    void nothingLeaks() {
        budget.close();
    }

    private CommitLog open() throws IOException {
        return open(storage, false);
    }

    private CommitLog open(SimulatedStorage on, boolean acceptDataLoss) throws IOException {
        return new CommitLog(on, DIRECTORY, MOST_BYTES, acceptDataLoss, budget);
    }

    /// Opens again, and answers the last batch.
    private long lastBatch(SimulatedStorage on, boolean acceptDataLoss) throws IOException {
        try (CommitLog log = open(on, acceptDataLoss)) {
            return log.lastBatch();
        }
    }

    private Path newestFile() throws IOException {
        return DIRECTORY.resolve(storage.list(DIRECTORY).getLast());
    }

    @Test
    void remembersCommitsFromOpeningToOpening() throws IOException {
        List<Commit> expected = new ArrayList<>();
        for (int opening = 0; opening < 5; opening++) {
            try (CommitLog log = open()) {
                assertThat(log.found()).isEqualTo(expected);
                for (int i = 0; i < 3; i++) {
                    long first = log.lastBatch() + 1;
                    log.committed(first, first + i, 31 * first);
                    expected.add(new Commit(first, first + i, 31 * first));
                }
            }
        }
        assertThat(lastBatch(storage, false)).isEqualTo(expected.getLast().lastBatch());
    }

    @Test
    void remembersNothingWhereNothingWasCommitted() throws IOException {
        assertThat(lastBatch(storage, false)).isEqualTo(-1);
        assertThat(lastBatch(storage, false)).isEqualTo(-1);
    }

    @Test
    void keepsTheLatestCommitsOnly() throws IOException {
        int commits = 3 * CommitLog.KEPT_COMMITS;
        try (CommitLog log = open()) {
            for (int i = 0; i < commits; i++) {
                log.committed(i, i, i);
            }
            assertThat(storage.list(DIRECTORY)).hasSize(1);
            assertThat(storage.usedBytes()).isLessThan(1 << 18);
        }
        try (CommitLog log = open()) {
            assertThat(log.lastBatch()).isEqualTo(commits - 1);
            assertThat(log.found().size()).isGreaterThanOrEqualTo(CommitLog.KEPT_COMMITS);
            assertThat(log.found()).isSortedAccordingTo((a, b) -> Long.compare(a.firstBatch(), b.firstBatch()));
        }
    }

    @Test
    void goesOnBehindAFirstRecordThatIsLongerThanWhatIsAllocatedAtATime() throws IOException {
        int commits = CommitLog.KEPT_COMMITS + 100;
        for (int opening = 0; opening < 3; opening++) {
            try (CommitLog log = new CommitLog(storage, DIRECTORY, 4 << 20, false, budget)) {
                assertThat(log.lastBatch()).isEqualTo(opening == 0 ? -1 : commits + opening - 2);
                for (long batch = log.lastBatch() + 1; batch < commits + opening; batch++) {
                    assertThat(log.committed(batch, batch, 1)).isTrue();
                }
            }
        }
    }

    @Test
    void refusesBatchesThatWereCommittedBefore() throws IOException {
        try (CommitLog log = open()) {
            log.committed(0, 7, 1);
            assertThatThrownBy(() -> log.committed(7, 8, 1)).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("7 to 8");
        }
    }

    @Test
    void survivesAPowerCutAtEveryStep() throws IOException {
        for (int step = 0;; step++) {
            storage = new SimulatedStorage();
            long[] done = {-1, -1}; // committed, forced
            boolean cut = runUntil(step, done);
            for (int seed = 0; seed < 5; seed++) {
                RandomGenerator random = new SplittableRandom(1_000L * step + seed);
                SimulatedStorage left = storage.afterPowerCut(random);
                assertThat(lastBatch(left, false)).as("step %d, seed %d", step, seed).isBetween(done[1], done[0] + 1);
                assertThat(lastBatch(left, false)).as("opened again").isBetween(done[1], done[0] + 1);
            }
            if (!cut) {
                assertThat(step).isGreaterThan(100);
                return;
            }
        }
    }

    /// Commits and forces, opens and closes, until the power goes at an operation; false if it never came to it.
    private boolean runUntil(int step, long[] done) throws IOException {
        int[] operations = {0};
        storage.fault((operation, path) -> {
            if (operation != Operation.READ && operations[0]++ == step) {
                throw new SimulatedStorage.End(Integer.MAX_VALUE);
            }
        });
        try {
            for (int opening = 0; opening < 3; opening++) {
                try (CommitLog log = open()) {
                    for (int i = 0; i < 15; i++) {
                        log.committed(done[0] + 1, done[0] + 1, i);
                        done[0]++;
                        log.force();
                        done[1] = done[0];
                    }
                }
            }
            return false;
        } catch (SimulatedStorage.End cut) {
            return true;
        } catch (JournalException failed) {
            assertThat(failed).hasRootCauseInstanceOf(SimulatedStorage.End.class);
            return true;
        }
    }

    @Test
    void noticesEveryBitThatTurnsOverInTheMiddle() throws IOException {
        try (CommitLog log = open()) {
            for (int i = 0; i < 3; i++) {
                log.committed(i, i, 77 + i);
            }
        }
        Path file = newestFile();
        int recordBytes = 64;
        int bytes = 40 + 3 * recordBytes;
        for (int bit = 0; bit < 8 * (bytes - recordBytes); bit++) {
            storage.flip(file, bit / 8, bit % 8);
            assertThatThrownBy(() -> open().close()).as("bit %d", bit)
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining(file.toString())
                    .extracting(failed -> ((JournalException) failed).kind())
                    .isEqualTo(JournalException.Kind.CORRUPTION);
            storage.flip(file, bit / 8, bit % 8);
        }
        assertThat(lastBatch(storage, false)).isEqualTo(2);
    }

    @Test
    void goesOnFromWhatCanBeReadIfThatIsAccepted() throws IOException {
        try (CommitLog log = open()) {
            for (int i = 0; i < 3; i++) {
                log.committed(i, i, 77 + i);
            }
        }
        storage.flip(newestFile(), 40 + 64 + 10, 3);
        assertThatThrownBy(this::open).hasMessageContaining("batch 0").hasMessageContaining("--accept-data-loss");
        assertThat(lastBatch(storage, true)).isZero();
        assertThat(lastBatch(storage, false)).isZero();
    }

    @Test
    void takesATornLastCommitForNone() throws IOException {
        try (CommitLog log = open()) {
            for (int i = 0; i < 3; i++) {
                log.committed(i, i, 77 + i);
            }
        }
        storage.flip(newestFile(), 40 + 2 * 64 + 10, 3);
        assertThat(lastBatch(storage, false)).isEqualTo(1);
    }

    @Test
    void staysFailedAfterTheFirstError() throws IOException {
        try (CommitLog log = open()) {
            log.committed(0, 0, 0);
            storage.fault((operation, path) -> {
                if (operation == Operation.FORCE) {
                    throw new IOException("Input/output error");
                }
            });
            assertThatThrownBy(log::force).hasMessageContaining("Input/output error");
            storage.fault((operation, path) -> {});
            assertThatThrownBy(() -> log.committed(1, 1, 1)).isInstanceOf(JournalException.class);
        }
    }

    @Test
    void goesOnForAWhileWhenTheDiskIsFullThenWaitsForSpace() throws IOException {
        try (CommitLog log = open()) {
            storage.capacityBytes(storage.usedBytes());
            int taken = 0;
            while (log.committed(taken, taken, taken)) {
                taken++;
            }
            assertThat(taken).isGreaterThanOrEqualTo(200);
            assertThat(log.committed(taken, taken + 5, 0)).as("as long as there is no space").isFalse();
            assertThat(log.lastBatch()).isEqualTo(taken - 1);
            storage.capacityBytes(Long.MAX_VALUE);
            assertThat(log.committed(taken, taken + 10, 0)).isTrue();
            for (int i = taken + 11; i < 3000; i++) {
                log.committed(i, i, i);
            }
        }
        assertThat(lastBatch(storage, false)).isEqualTo(2999);
    }

    @Test
    void makesADirectoryOfAnyName() {
        assertThat(CommitLog.directory(Path.of("d"), "print")).isEqualTo(Path.of("d/commits/print"));
        assertThat(CommitLog.directory(Path.of("d"), "../é")).isEqualTo(Path.of("d/commits/%2e%2e%2f%c3%a9"));
        assertThat(CommitLog.directory(Path.of("d"), "")).isEqualTo(Path.of("d/commits/%"));
    }
}
