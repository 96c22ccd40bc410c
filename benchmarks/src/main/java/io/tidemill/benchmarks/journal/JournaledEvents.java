// SPDX-License-Identifier: Apache-2.0
package io.tidemill.benchmarks.journal;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

import io.tidemill.JournalCarrier;
import io.tidemill.benchmarks.columns.Events;
import io.tidemill.benchmarks.columns.WindowCountStream;
import io.tidemill.benchmarks.columns.WindowCounts;
import io.tidemill.benchmarks.suite.Answer;
import io.tidemill.benchmarks.suite.Patience;
import io.tidemill.journal.Durability;
import io.tidemill.journal.chronicle.ChronicleCarrier;
import io.tidemill.journal.directory.Diagnosis;
import io.tidemill.journal.directory.JournalFacts;
import io.tidemill.journal.directory.JournalFiles;
import io.tidemill.journal.directory.JournalScan;
import io.tidemill.journal.directory.ScanProgress;
import io.tidemill.journal.file.FileCarrier;
import io.tidemill.journal.file.FileStorage;
import io.tidemill.memory.MemoryBudget;

/// The count by campaign and window over lent columns, with a journal: written, looked at, replayed.
final class JournaledEvents {
    private static final int TYPE = 0;
    private static final long SCAN_BYTES = 64 << 20;

    private final Events events;
    private final Map<WindowCounts.Key, Long> ofOnePass;
    private final int lenderCore;
    private final int engineCore;

    JournaledEvents(Events events, int lenderCore, int engineCore) {
        this.events = events;
        this.ofOnePass = WindowCounts.of(events, TYPE, 1);
        this.lenderCore = lenderCore;
        this.engineCore = engineCore;
    }

    int lenderCore() {
        return lenderCore;
    }

    /// The counts of so many passes over the events.
    Map<WindowCounts.Key, Long> counts(int passes) {
        return ofOnePass.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue() * passes));
    }

    /// A context without a journal.
    WindowCountStream inMemory() throws InterruptedException {
        return new WindowCountStream(engineCore, TYPE, builder -> builder);
    }

    /// A context with one.
    WindowCountStream journaled(JournalCarrier carrier, Path directory) throws InterruptedException {
        return new WindowCountStream(engineCore, TYPE, builder -> builder.checkpoint(directory)
                .durability(Durability.PROCESS)
                .journalCarrier(carrier));
    }

    /// Lends all events so many times; answers millions of events a second.
    double rate(WindowCountStream stream, int passes) throws InterruptedException {
        return rows(passes) * 1e3 / stream.nanos(events, passes, counts(passes));
    }

    /// Opens a context on a journal of so many passes; answers millions of events a second from the start until all are replayed.
    double replayRate(JournalCarrier carrier, Path directory, int passes) throws InterruptedException {
        long start = System.nanoTime();
        try (WindowCountStream stream = journaled(carrier, directory)) {
            Patience.await("the end of the replay", () -> stream.counters().replayedRows.value() >= rows(passes));
            long nanos = System.nanoTime() - start;
            Answer.require("the rows that were replayed", rows(passes), stream.counters().replayedRows.value());
            return rows(passes) * 1e3 / nanos;
        }
    }

    long rows(int passes) {
        return (long) events.rows() * passes;
    }

    /// Reads a journal that was ended in order, all of it; answers what it holds.
    static JournalFacts facts(JournalCarrier carrier, Path directory) {
        FileStorage storage = new FileStorage();
        JournalFiles files = new JournalFiles(storage,
                carrier == JournalCarrier.FILE ? new FileCarrier(storage) : new ChronicleCarrier(storage), directory);
        try (MemoryBudget budget = MemoryBudget.limited("scan", SCAN_BYTES)) {
            Diagnosis found = JournalScan.scan(files, budget, ScanProgress.NONE);
            if (!(found instanceof Diagnosis.Sound sound)) {
                throw new IllegalStateException("the journal in %s is not sound: %s".formatted(directory, found));
            }
            return sound.facts();
        }
    }
}
