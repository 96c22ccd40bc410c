// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.directory;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.tidemill.journal.Durability;
import io.tidemill.journal.Durability.Level;
import io.tidemill.journal.JournalEntry;
import io.tidemill.journal.JournalException;
import io.tidemill.journal.Position;
import io.tidemill.journal.record.EntryAssert;
import io.tidemill.memory.MemoryBudget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// What a journal promises, whatever carries it: a carrier's test extends this and says where its files lie.
abstract class JournalContract {
    final MemoryBudget budget = MemoryBudget.limited("test", 256 << 20);
    JournalRig rig = new JournalRig(budget, 0);

    @TempDir
    Path temporary;

    /// A carrier, on the disk that it is tested on, and a directory there that is not made yet.
    abstract JournalRig.Place place();

    @BeforeEach
    void makeRig() {
        rig = new JournalRig(budget, 7);
    }

    @AfterEach
    void nothingLeaks() {
        rig.close();
        budget.close();
    }

    private static Durability at(Level level) {
        return new Durability(level, 0, 0);
    }

    @ParameterizedTest
    @EnumSource
    void recoversWhatWasAppended(Level level) {
        JournalRig.Place place = place();
        Random random = new Random(5);
        RunningJournal running = rig.start(place, at(level));
        try (CompanionThreads companions = new CompanionThreads(running)) {
            for (int i = 0; i < 300; i++) {
                Awaitility.await()
                        .pollDelay(Duration.ZERO)
                        .pollInterval(Duration.ofMillis(1))
                        .until(running::tryAppend);
                if (random.nextInt(3) == 0) {
                    Awaitility.await()
                            .pollDelay(Duration.ZERO)
                            .pollInterval(Duration.ofMillis(1))
                            .until(running.journal::flush);
                }
            }
            Awaitility.await().until(running.journal::flush);
            Awaitility.await().until(() -> running.journal.durableSequence() == 299);
            assertThat(companions.failure()).isNull();
        }
        assertThat(rig.assertPrefix(place, 299)).isEqualTo(299);
        assertThat(rig.scan(place)).isInstanceOf(Diagnosis.Sound.class);
        assertThat(rig.scan(place).facts().files()).as("files").isGreaterThan(3);
    }

    @ParameterizedTest
    @EnumSource
    void goesOnFromStartToStart(Level level) {
        JournalRig.Place place = place();
        for (int start = 1; start <= 4; start++) {
            try (RunningJournal running = rig.start(place, at(level))) {
                assertThat(running.journal.durability()).isEqualTo(at(level));
                assertThat(running.journal.position()).isEqualTo(new Position(start, 10L * (start - 1) - 1));
                running.append(10);
                assertThat(running.journal.position()).isEqualTo(new Position(start, 10L * start - 1));
            }
            assertThat(rig.assertPrefix(place, 10L * start - 1)).isEqualTo(10L * start - 1);
        }
    }

    @Test
    void makesEntriesDurableAsItsLevelSays() {
        JournalRig.Place place = place();
        try (RunningJournal none = rig.start(place, Durability.NONE)) {
            none.appendWithRoom();
            assertThat(none.journal.durableSequence()).isZero();
            none.flushWithRoom();
        }
        try (RunningJournal process = rig.start(place, Durability.PROCESS)) {
            process.appendWithRoom();
            process.appendWithRoom();
            assertThat(process.journal.durableSequence()).isZero();
            process.flushWithRoom();
            assertThat(process.journal.durableSequence()).isEqualTo(2);
        }
        try (RunningJournal power = rig.start(place, Durability.POWER)) {
            assertThat(power.journal.durableSequence()).isEqualTo(2);
            power.append(3);
            assertThat(power.journal.durableSequence()).isEqualTo(2);
            power.barrier();
            assertThat(power.journal.durableSequence()).isEqualTo(5);
            power.append(1);
            assertThat(power.journal.durableSequence()).isEqualTo(5);
        }
        assertThat(rig.assertPrefix(place, 6)).isEqualTo(6);
    }

    @Test
    void gathersEntriesUntilTheyAreFlushed() {
        JournalRig.Place place = place();
        try (RunningJournal running = rig.start(place, Durability.PROCESS, 1 << 20, 1 << 18)) {
            for (int i = 0; i < 20; i++) {
                running.appendWithRoom();
            }
            assertThat(rig.scan(place).facts().lastSequence()).isEqualTo(-1);
            running.flushWithRoom();
            assertThat(rig.scan(place).facts().records()).as("a header and one record").isEqualTo(2);
            assertThat(rig.assertPrefix(place, 19)).isEqualTo(19);
            running.appendWithRoom();
        }
        assertThat(rig.assertPrefix(place, 19)).as("what was flushed").isEqualTo(19);
    }

    @Test
    void forcesTheLastWhenItCloses() {
        JournalRig.Place place = place();
        RunningJournal running = rig.start(place, Durability.powerEvery(Duration.ofHours(1)), 1 << 20, 1 << 18);
        try (CompanionThreads _ = new CompanionThreads(running)) {
            for (int i = 0; i < 20; i++) {
                assertThat(running.tryAppend()).isTrue();
            }
            assertThat(running.journal.flush()).isTrue();
            assertThat(running.journal.durableSequence()).isEqualTo(-1);
        }
        running.close();
        assertThat(running.journal.durableSequence()).isEqualTo(19);
        assertThat(rig.assertPrefix(place, 19)).isEqualTo(19);
    }

    @Test
    void takesRecordsLongerThanItsFiles() {
        JournalRig.Place place = place();
        try (RunningJournal running = rig.start(place, Durability.PROCESS, 64, 64)) {
            for (int i = 0; i < 30; i++) {
                running.append(1);
                running.allocate();
            }
        }
        assertThat(rig.assertPrefix(place, 29)).isEqualTo(29);
        assertThat(rig.scan(place).facts().files()).isGreaterThan(10);
    }

    @Test
    void canBeReadWhileItIsWritten() {
        JournalRig.Place place = place();
        try (RunningJournal running = rig.start(place, Durability.PROCESS);
                DirectoryReader reader = DirectoryReader
                        .live(new JournalFiles(place.storage(), place.carrier(), place.path()), budget);
                EntryAssert entries = new EntryAssert(budget, running.header)) {
            for (int round = 0; round < 20; round++) {
                assertThat(reader.next()).isNull();
                running.append(5);
                for (int i = 0; i < 5; i++) {
                    JournalEntry read = reader.next();
                    assertThat(read).isNotNull();
                    entries.assertSame(read, rig.entry(5L * round + i));
                }
            }
        }
    }

    @Test
    void fallsForGoodOverAnEntryOutOfOrder() {
        JournalRig.Place place = place();
        try (RunningJournal running = rig.start(place, Durability.PROCESS)) {
            running.append(2);
            assertThatThrownBy(() -> running.journal.append(rig.entry(7))).isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("7");
            assertThatThrownBy(() -> running.journal.append(rig.entry(2))).isInstanceOf(JournalException.class);
            assertThat(running.journal.durableSequence()).isEqualTo(1);
        }
        assertThat(rig.assertPrefix(place, 1)).isEqualTo(1);
    }

    @Test
    void refusesASecondEngineAtOnce() {
        JournalRig.Place place = place();
        try (RunningJournal running = rig.start(place, Durability.PROCESS)) {
            long before = System.nanoTime();
            assertThatThrownBy(() -> JournalRig.open(place)).isInstanceOf(JournalException.class)
                    .hasMessageContaining(place.path().toString())
                    .extracting(failed -> ((JournalException) failed).kind())
                    .isEqualTo(JournalException.Kind.LOCKED);
            assertThat(System.nanoTime() - before).isLessThan(Duration.ofSeconds(1).toNanos());
            running.append(3);
        }
        assertThat(rig.assertPrefix(place, 2)).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void startsOverAfterAStartThatDied(Level level) throws IOException {
        JournalRig.Place place = place();
        try (RunningJournal running = rig.start(place, at(level))) {
            running.append(4);
        }
        place.storage().createDirectories(Incarnations.directory(place.path(), 2));
        place.storage().create(Incarnations.directory(place.path(), 2).resolve("00000001.journal")).close();
        place.storage().createDirectories(Incarnations.directory(place.path(), 3));
        try (RunningJournal running = rig.start(place, at(level))) {
            assertThat(running.header.incarnation()).isEqualTo(4);
            running.append(4);
        }
        assertThat(rig.assertPrefix(place, 7)).isEqualTo(7);
    }

    @ParameterizedTest
    @EnumSource
    void goesOnWhereTheProcessWasKilled(Level level) throws Exception {
        JournalRig.Place place = place();
        RunningJournal killed = rig.start(place, at(level));
        killed.append(20);
        killed.appendWithRoom();
        // The same as a kill, as far as files are concerned: nothing of what closing does.
        killed.letGoOfTheDirectory();
        assertThat(rig.assertPrefix(place, 19)).isEqualTo(19);
        try (RunningJournal running = rig.start(place, at(level))) {
            running.append(10);
        }
        assertThat(rig.assertPrefix(place, 29)).isEqualTo(29);
        killed.journal.close();
    }
}
