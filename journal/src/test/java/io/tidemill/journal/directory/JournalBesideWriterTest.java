// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.directory;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.tidemill.journal.Durability;
import io.tidemill.journal.Journal;
import io.tidemill.journal.JournalEntry;
import io.tidemill.journal.JournalHeader;
import io.tidemill.journal.file.FileCarrier;
import io.tidemill.journal.file.FileStorage;
import io.tidemill.journal.record.Entries;
import io.tidemill.journal.record.EntryAssert;
import io.tidemill.journal.record.RandomJournal;
import io.tidemill.memory.MemoryBudget;

import static org.assertj.core.api.Assertions.assertThat;

/// Readers take no lock, and see whole records only, while an engine writes.
class JournalBesideWriterTest {
    private static final int ENTRIES = 20_000;
    private static final int FILE_BYTES = 256 << 10;
    private static final int AHEAD_BYTES = 64 << 10;

    @TempDir
    Path path;

    private final FileStorage storage = new FileStorage();
    private final FileCarrier carrier = new FileCarrier(storage);
    private final List<JournalEntry> entries = new ArrayList<>();

    @ParameterizedTest
    @EnumSource
    void scansAndReadsWhatIsWhole(Durability.Level level) throws Exception {
        Durability durability = level == Durability.Level.POWER
                ? Durability.powerEvery(1 << 20)
                : new Durability(level, 0, 0);
        try (MemoryBudget budget = MemoryBudget.limited("test", 256 << 20);
                RandomJournal random = new RandomJournal(budget, 3);
                DataDirectory directory = DataDirectory.open(path, List.of(carrier), FileCarrier.NAME, storage)) {
            for (int i = 0; i < 100; i++) {
                entries.add(random.entry(i));
            }
            JournalHeader header = random.header(1, JournalHeader.Seal.NONE, durability);
            directory.secure(budget);
            try (Journal journal = directory.begin(header, FILE_BYTES, AHEAD_BYTES, budget)) {
                CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> write(journal));
                readBeside(writer, header, budget);
                writer.get(1, TimeUnit.MINUTES);
            }
        }
    }

    private void write(Journal journal) {
        List<Thread> companions = journal.companions().stream().map(companion -> Thread.ofPlatform().start(() -> {
            try {
                companion.run(() -> {});
            } catch (Exception failed) {
                throw new IllegalStateException(failed);
            }
        })).toList();
        for (long sequence = 0; sequence < ENTRIES; sequence++) {
            JournalEntry entry = entry(sequence);
            while (!journal.append(entry)) {
                Thread.onSpinWait(); // a companion makes room
            }
            while (sequence % 3 == 0 && !journal.flush()) {
                Thread.onSpinWait();
            }
        }
        while (!journal.flush()) {
            Thread.onSpinWait();
        }
        journal.close();
        for (Thread companion : companions) {
            awaitEnd(companion);
        }
    }

    private static void awaitEnd(Thread thread) {
        try {
            assertThat(thread.join(Duration.ofMinutes(1))).isTrue();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    /// One of a hundred entries, with another sequence.
    private JournalEntry entry(long sequence) {
        return switch (entries.get((int) (sequence % entries.size()))) {
            case Entries.Rows rows -> new Entries.Rows(sequence, rows.input(), rows.publisher(), rows.firstRow(),
                    rows.positions(), rows.chunk());
            case Entries.Tick tick -> new Entries.Tick(sequence, tick.batchId(), tick.batchTimeMicros(),
                    tick.endOfStream(), tick.complete());
            case Entries.Rejected rejected -> new Entries.Rejected(sequence, rejected.input(), rejected.source(),
                    rejected.part(), rejected.offset(), rejected.reason(), rejected.bytes());
            case Entries.Ruling ruling -> new Entries.Ruling(sequence, ruling.verdict());
            case JournalEntry other -> throw new AssertionError(other);
        };
    }

    private void readBeside(CompletableFuture<Void> writer, JournalHeader header, MemoryBudget budget) {
        JournalFiles files = new JournalFiles(storage, carrier, path);
        long read = 0;
        long lastScanned = -1;
        try (DirectoryReader reader = DirectoryReader.live(files, budget);
                EntryAssert same = new EntryAssert(budget, header)) {
            for (boolean isLast = false; !isLast;) {
                isLast = writer.isDone();
                Diagnosis found = JournalScan.scan(files, budget, ScanProgress.NONE);
                assertThat(found).isInstanceOf(Diagnosis.Sound.class);
                assertThat(found.strayPlaces()).isZero();
                assertThat(found.facts().lastSequence()).isGreaterThanOrEqualTo(lastScanned);
                lastScanned = found.facts().lastSequence();
                for (JournalEntry entry = reader.next(); entry != null; entry = reader.next()) {
                    same.assertSame(entry, entry(read++));
                }
                assertThat(read).isGreaterThan(lastScanned);
            }
        }
        assertThat(read).isEqualTo(ENTRIES);
    }
}
