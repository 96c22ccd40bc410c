// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.directory;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.tidemill.journal.Carrier;
import io.tidemill.journal.Durability;
import io.tidemill.journal.JournalEntry;
import io.tidemill.journal.JournalHeader;
import io.tidemill.journal.Storage;
import io.tidemill.journal.record.EntryAssert;
import io.tidemill.journal.record.RandomJournal;
import io.tidemill.memory.MemoryBudget;

import static org.assertj.core.api.Assertions.assertThat;

/// A data directory as an engine uses it, start after start, and what was written into it, to be compared with what is recovered.
final class JournalRig implements AutoCloseable {
    /// A directory, and what lies under it.
    record Place(Storage storage, Carrier carrier, Path path) {}

    static final long FILE_BYTES = 4096;
    static final long AHEAD_BYTES = 2048;

    private final MemoryBudget budget;
    private final RandomJournal headers;
    private final RandomJournal entries; // apart, so that starts do not change them
    private final List<JournalEntry> made = new ArrayList<>();

    JournalRig(MemoryBudget budget, long seed) {
        this.budget = budget;
        this.headers = new RandomJournal(budget, seed);
        this.entries = new RandomJournal(budget, seed);
    }

    /// The entry of a sequence: the same each time.
    JournalEntry entry(long sequence) {
        while (made.size() <= sequence) {
            made.add(entries.entry(made.size()));
        }
        return made.get((int) sequence);
    }

    static DataDirectory open(Place place) {
        return DataDirectory.open(place.path(), List.of(place.carrier()), place.carrier().name(), place.storage());
    }

    /// Opens a directory, finds out where its journal ends, and goes on from there in a new incarnation.
    RunningJournal start(Place place, Durability durability) {
        return start(place, durability, FILE_BYTES, AHEAD_BYTES);
    }

    RunningJournal start(Place place, Durability durability, long fileBytes, long aheadBytes) {
        DataDirectory directory = open(place);
        try {
            if (durability.level() == Durability.Level.POWER) {
                directory.secure(budget);
            }
            JournalFacts facts = scan(place).facts();
            JournalHeader header = headers.header(facts.newestIncarnation() + 1, facts.seal(), durability);
            return new RunningJournal(directory, header,
                    directory.begin(header, fileBytes, aheadBytes, budget), this);
        } catch (RuntimeException failed) {
            directory.close();
            throw failed;
        }
    }

    Diagnosis scan(Place place) {
        return JournalScan.scan(new JournalFiles(place.storage(), place.carrier(), place.path()), budget,
                ScanProgress.NONE);
    }

    /// Checks that a journal is a prefix of what was written, without damage, and reaches at least so far.
    ///
    /// @return its last sequence
    long assertPrefix(Place place, long atLeast) {
        Diagnosis found = scan(place);
        assertThat(found).isNotInstanceOf(Diagnosis.Corrupt.class);
        assertThat(found.facts().lastSequence()).isGreaterThanOrEqualTo(atLeast);
        JournalFiles files = new JournalFiles(place.storage(), place.carrier(), place.path());
        JournalHeader header = found.facts().header();
        if (header != null) {
            assertReads(files, found.facts(), header);
        }
        return found.facts().lastSequence();
    }

    private void assertReads(JournalFiles files, JournalFacts facts, JournalHeader header) {
        long count = 0;
        try (DirectoryReader reader = DirectoryReader.ofPrefix(files, facts, budget);
                EntryAssert entries = new EntryAssert(budget, header)) {
            for (JournalEntry read = reader.next(); read != null; read = reader.next()) {
                entries.assertSame(read, entry(count++));
            }
        }
        assertThat(count).isEqualTo(facts.lastSequence() + 1);
    }

    /// Whether an exception comes from the end of the simulated process, however it was wrapped.
    static boolean isOf(Class<? extends IOException> cause, Throwable failed) {
        for (Throwable each = failed; each != null; each = each.getCause()) {
            if (cause.isInstance(each)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {
        entries.close();
        headers.close();
    }
}
