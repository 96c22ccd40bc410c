// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.directory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.tidemill.journal.Durability;
import io.tidemill.journal.Journal;
import io.tidemill.journal.JournalEntry;
import io.tidemill.journal.JournalException;
import io.tidemill.journal.file.FileCarrier;
import io.tidemill.journal.record.Entries;
import io.tidemill.journal.simulation.SimulatedStorage;
import io.tidemill.journal.simulation.SimulatedStorage.Operation;
import io.tidemill.memory.MemoryBudget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// The companions on threads of their own: who wakes whom, and what they do when the disk is slow, full or broken.
class CompanionsTest {
    private static final Duration LONG = Duration.ofHours(1);

    private final MemoryBudget budget = MemoryBudget.limited("test", 64 << 20);
    private final SimulatedStorage storage = new SimulatedStorage();
    private final JournalRig.Place place = new JournalRig.Place(storage, new FileCarrier(storage), Path.of("/data"));
    private final AtomicInteger forces = new AtomicInteger();
    private JournalRig rig = new JournalRig(budget, 0);

    @BeforeEach
    void makeRig() {
        rig = new JournalRig(budget, 3);
    }

    @AfterEach
    void nothingLeaks() {
        rig.close();
        budget.close();
    }

    /// Starts with so much space ahead that a test of a few entries needs no more.
    private RunningJournal start(Durability durability) {
        return rig.start(place, durability, 1 << 20, 1 << 18);
    }

    private void countForces() {
        storage.fault((operation, path) -> {
            if (operation == Operation.FORCE && path.toString().endsWith(".journal")) {
                forces.incrementAndGet();
            }
        });
    }

    private static void appendNow(RunningJournal running, JournalEntry entry) {
        assertThat(running.journal.append(entry)).isTrue();
        assertThat(running.journal.flush()).isTrue();
    }

    private static JournalEntry reject(long sequence, int bytes) {
        return new Entries.Rejected(sequence, 0, "source", "part", sequence, "reason", ByteBuffer.allocate(bytes));
    }

    private static JournalEntry tick(long sequence) {
        return new Entries.Tick(sequence, sequence, sequence, false, false);
    }

    private static void awaitDurable(RunningJournal running, long sequence) {
        Awaitility.await().until(() -> running.journal.durableSequence() == sequence);
    }

    @Test
    void coverWithOneBarrierWhatCameDuringTheOneBefore() throws InterruptedException {
        RunningJournal running = start(Durability.POWER);
        CountDownLatch began = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        countForces();
        storage.onForce(() -> {
            began.countDown();
            await(goOn);
        });
        try (CompanionThreads companions = new CompanionThreads(running)) {
            appendNow(running, tick(0));
            began.await();
            for (int i = 1; i < 50; i++) {
                appendNow(running, tick(i));
            }
            assertThat(running.journal.durableSequence()).isEqualTo(-1);
            goOn.countDown();
            awaitDurable(running, 49);
            assertThat(forces).hasValue(2);
            Awaitility.await().until(() -> companions.progress() >= 2);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    @Test
    void waitForTheBytesOfAGroupOrTheEndOfABatch() {
        RunningJournal running = start(Durability.powerEvery(10_000));
        countForces();
        try (CompanionThreads _ = new CompanionThreads(running)) {
            for (int i = 0; i < 9; i++) {
                appendNow(running, reject(i, 900));
            }
            appendNow(running, reject(9, 2000));
            awaitDurable(running, 9);
            appendNow(running, reject(10, 1));
            appendNow(running, tick(11));
            awaitDurable(running, 11);
            assertThat(forces.get()).as("barriers for twelve entries").isBetween(2, 6);
        }
    }

    @Test
    void doNotWaitForBytesThatDoNotCome() {
        RunningJournal running = start(Durability.powerEvery(1 << 30));
        try (CompanionThreads _ = new CompanionThreads(running)) {
            appendNow(running, reject(0, 1));
            awaitDurable(running, 0);
        }
    }

    @Test
    void waitForTheTimeOfAGroup() {
        RunningJournal running = start(Durability.powerEvery(Duration.ofMillis(20)));
        try (CompanionThreads _ = new CompanionThreads(running)) {
            for (int i = 0; i < 10; i++) {
                long before = System.nanoTime();
                appendNow(running, tick(2L * i));
                appendNow(running, tick(2L * i + 1));
                awaitDurable(running, 2L * i + 1);
                assertThat(System.nanoTime() - before).isGreaterThan(i == 0 ? 20_000_000L : 0);
            }
        }
    }

    @Test
    void forceNothingBeforeTheTimeOfAGroup() {
        RunningJournal running = start(Durability.powerEvery(LONG));
        countForces();
        try (CompanionThreads _ = new CompanionThreads(running)) {
            for (int i = 0; i < 100; i++) {
                appendNow(running, tick(i));
            }
            assertThat(running.journal.durableSequence()).isEqualTo(-1);
        }
        assertThat(forces).as("when it closes").hasValue(1);
        assertThat(running.journal.durableSequence()).isEqualTo(99);
    }

    @Test
    void failTheJournalWhenABarrierFails() {
        RunningJournal running = start(Durability.POWER);
        storage.fault((operation, path) -> {
            if (operation == Operation.FORCE) {
                throw new IOException("Input/output error");
            }
        });
        try (CompanionThreads companions = new CompanionThreads(running)) {
            appendNow(running, tick(0));
            Awaitility.await().until(() -> companions.failure() != null);
            assertThat(companions.failure()).isInstanceOf(JournalException.class)
                    .hasMessageContaining("00000001.journal")
                    .hasMessageContaining("Input/output error");
            storage.fault((operation, path) -> {});
            assertThatThrownBy(() -> running.journal.append(tick(1))).isInstanceOf(JournalException.class)
                    .hasMessageContaining("Input/output error");
            assertThat(running.journal.durableSequence()).isEqualTo(-1);
        }
        assertThat(running.journal.durableSequence()).isEqualTo(-1);
    }

    @Test
    void outlastAFullDiskAndSaySoOnce() {
        Logger logger = (Logger) LoggerFactory.getLogger(SpaceAhead.class);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.addAppender(log);
        logger.setLevel(Level.INFO);
        logger.setAdditive(false);
        RunningJournal running = rig.start(place, Durability.PROCESS);
        try (CompanionThreads companions = new CompanionThreads(running)) {
            storage.capacityBytes(storage.usedBytes() + 10_000);
            Awaitility.await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1)).until(() -> {
                while (running.tryAppend() && running.journal.flush()) {
                    // goes on until there is no room
                }
                return running.journal.isDiskLow();
            });
            int before = companions.progress();
            storage.capacityBytes(Long.MAX_VALUE);
            Awaitility.await().until(() -> !running.journal.isDiskLow() && companions.progress() > before);
            Awaitility.await().until(running.journal::flush);
            assertThat(companions.failure()).isNull();
        } finally {
            logger.detachAppender(log);
            logger.setLevel(null);
            logger.setAdditive(true);
        }
        assertThat(messages(log)).hasSize(2);
        assertThat(messages(log).getFirst()).contains("DISK_LOW").contains("/data/journal");
        assertThat(messages(log).getLast()).contains("goes on");
        assertThat(rig.assertPrefix(place, running.journal.durableSequence())).isEqualTo(running.last());
    }

    private static List<String> messages(ListAppender<ILoggingEvent> log) {
        return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Test
    void endWhenTheJournalIsClosedAndBeginNoMore() throws Exception {
        RunningJournal running = start(Durability.POWER);
        running.close();
        for (Journal.Companion companion : running.journal.companions()) {
            companion.run(() -> {
                throw new AssertionError("nothing to tell");
            });
        }
    }

    @Test
    void areNotStoppedByAnInterrupt() {
        RunningJournal running = start(Durability.POWER);
        try (CompanionThreads companions = new CompanionThreads(running)) {
            for (int i = 0; i < 50; i++) {
                companions.interrupt();
                appendNow(running, tick(i));
            }
            awaitDurable(running, 49);
            assertThat(companions.failure()).isNull();
        }
    }
}
