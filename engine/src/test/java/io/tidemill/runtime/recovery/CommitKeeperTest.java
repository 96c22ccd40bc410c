// SPDX-License-Identifier: Apache-2.0
package io.tidemill.runtime.recovery;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.tidemill.journal.Storage;
import io.tidemill.journal.directory.CommitLog;
import io.tidemill.journal.directory.DataDirectory;
import io.tidemill.journal.file.FileCarrier;
import io.tidemill.journal.file.FileStorage;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.runtime.WatchedStorage;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@Timeout(60)
final class CommitKeeperTest {
    @TempDir
    private Path path;
    private final List<String> changes = Collections.synchronizedList(new ArrayList<>());
    private final MemoryBudget budget = MemoryBudget.limited("test", 1 << 20);
    private DataDirectory directory;

    @BeforeEach
    void open() {
        Storage disk = WatchedStorage.of(new FileStorage(), changes::add);
        directory = DataDirectory.open(path.resolve("data"), List.of(new FileCarrier(disk)), FileCarrier.NAME, disk);
    }

    @AfterEach
    void close() {
        directory.close();
        assertThat(budget.usedBytes()).isZero();
        budget.close();
    }

    @Test
    void writesDownWhatWasDeliveredAndForcesItWhereTheJournalIsForced() throws InterruptedException {
        assertThat(changesOfACommit(true)).last().asString().startsWith("force");
        assertThat(committed()).isEqualTo(5);
    }

    @Test
    void forcesNothingBelowThat() throws InterruptedException {
        assertThat(changesOfACommit(false)).isNotEmpty().allSatisfy(change -> assertThat(change).contains("write"));
        assertThat(committed()).isEqualTo(5);
    }

    @Test
    void closesItsLogsThoughItNeverRan() {
        CommitKeeper keeper = new CommitKeeper(List.of(log()), true);
        assertThat(budget.usedBytes()).isPositive();
        keeper.close();
        keeper.close();
        assertThat(budget.usedBytes()).isZero();
        keeper.run(() -> {});
        assertThat(budget.usedBytes()).isZero();
    }

    private List<String> changesOfACommit(boolean forced) throws InterruptedException {
        CommitKeeper keeper = new CommitKeeper(List.of(log()), forced);
        changes.clear();
        Thread thread = Thread.ofPlatform().start(() -> keeper.run(() -> {}));
        keeper.delivered(0, 3);
        await().atMost(30, SECONDS).until(() -> !changes.isEmpty());
        keeper.delivered(0, 5);
        keeper.close();
        thread.join();
        return List.copyOf(changes);
    }

    private long committed() {
        try (CommitLog log = log()) {
            return log.lastBatch();
        }
    }

    private CommitLog log() {
        return directory.commitLog("sink", false, budget);
    }
}
