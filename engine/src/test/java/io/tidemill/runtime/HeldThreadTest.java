// SPDX-License-Identifier: Apache-2.0
package io.tidemill.runtime;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.tidemill.BackPressure;
import io.tidemill.Batching;
import io.tidemill.ThreadLayout;
import io.tidemill.UserCodeException;
import io.tidemill.journal.Journal;
import io.tidemill.journal.MemoryJournal;
import io.tidemill.journal.directory.DataDirectory;
import io.tidemill.journal.file.FileCarrier;
import io.tidemill.journal.file.FileStorage;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.runtime.config.EngineConfig;
import io.tidemill.runtime.recovery.CommitKeeper;
import io.tidemill.runtime.recovery.History;
import io.tidemill.runtime.recovery.Keeping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// Stops of an engine one of whose threads does not end when it should.
@Timeout(60)
final class HeldThreadTest {
    private static final long LONGER_THAN_A_CALLBACK_MAY_SECONDS = 5;
    private static final EngineConfig TWO_THREADS = NumberLines.config(ThreadLayout.two(), Batching.natural());

    private final CountDownLatch released = new CountDownLatch(1);
    private final AtomicBoolean interrupted = new AtomicBoolean();
    private final AtomicBoolean directoryIsClosed = new AtomicBoolean();

    @Test
    void waitsForTheDiskWhileTheJournalCloses() throws InterruptedException {
        HeldJournal slow = new HeldJournal() {
            @Override
            public void close() {
                hold();
                super.close();
            }
        };
        slow.release();
        try (Engine engine = engine(new NumberLines.Collected(), slow, new CommitKeeper(List.of(), false))) {
            engine.start();
            NumberLines.open(engine, "rows", BackPressure.WAIT).append(1);
            engine.stop(true);
            assertThat(interrupted).isFalse();
            assertThat(directoryIsClosed).isTrue();
            assertThat(engine.budget().usedBytes()).isZero();
        }
    }

    @Test
    void closesWhatACallbackThatDoesNotReturnCannotReach(@TempDir Path path) throws InterruptedException {
        FileStorage disk = new FileStorage();
        MemoryBudget budget = MemoryBudget.limited("test", 1 << 20);
        CountDownLatch held = new CountDownLatch(1);
        NumberLines.Collected sink = new NumberLines.Collected() {
            @Override
            public void accept(Chunk chunk) {
                held.countDown();
                while (released.getCount() > 0) {
                    hold();
                }
            }
        };
        try (DataDirectory directory = DataDirectory.open(path.resolve("data"), List.of(new FileCarrier(disk)),
                FileCarrier.NAME, disk)) {
            CommitKeeper keeper = new CommitKeeper(List.of(directory.commitLog("sink", false, budget)), false);
            Engine engine = engine(sink, new MemoryJournal(), keeper);
            engine.start();
            NumberLines.open(engine, "rows", BackPressure.WAIT).append(1);
            held.await();
            assertThatThrownBy(() -> engine.stop(false)).isInstanceOf(UserCodeException.class)
                    .hasMessageContaining("HeldThreadTest");
            assertThat(interrupted).isTrue();
            assertThat(budget.usedBytes()).as("the commit logs are closed").isZero();
            assertThat(directoryIsClosed).as("the directory is given up").isFalse();
            assertThat(engine.budget().usedBytes()).as("rows that are held").isPositive();
            assertThat(engine.isStopped()).isTrue();
        } finally {
            released.countDown();
        }
        budget.close();
    }

    private Engine engine(NumberLines.Collected sink, Journal journal, CommitKeeper keeper) {
        return new Engine(TWO_THREADS, NumberLines.plan(sink), List.of(),
                new Keeping(journal, History.none(), keeper, () -> directoryIsClosed.set(true)));
    }

    /// Takes longer than the engine lets a callback, unless released.
    private void hold() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGER_THAN_A_CALLBACK_MAY_SECONDS);
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            try {
                if (released.await(left, TimeUnit.NANOSECONDS)) {
                    return;
                }
            } catch (InterruptedException _) {
                interrupted.set(true);
            }
        }
    }
}
