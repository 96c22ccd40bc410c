// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.directory;

import org.jspecify.annotations.Nullable;

import io.tidemill.journal.Durability;
import io.tidemill.journal.JournalEntry;
import io.tidemill.journal.JournalException;
import io.tidemill.journal.JournalHeader;
import io.tidemill.journal.Position;
import io.tidemill.journal.Verdict;
import io.tidemill.memory.MemoryBudget;

/// Writes verdicts into a journal whose engine has stopped, each in an incarnation of its own: the next start reads it before it replays
/// the row.
public final class VerdictWriter {
    private static final long FILE_BYTES = 1 << 20; // no second file is begun
    private static final long AHEAD_BYTES = 1 << 18;

    private final DataDirectory directory;
    private final MemoryBudget budget;

    private record Ruled(long sequence, Verdict verdict) implements JournalEntry.Ruling {}

    /// @param directory locked, so that no engine writes meanwhile
    public VerdictWriter(DataDirectory directory, MemoryBudget budget) {
        this.directory = directory;
        this.budget = budget;
    }

    /// Writes a verdict; answers where it stands. A later verdict on the same row wins.
    ///
    /// Whether the row is there, and the operator, is known to the plan only.
    ///
    /// @throws NoSuchRowException if no slot that leads to rows has the verdict's sequence
    /// @throws JournalException if the journal is damaged, or cannot be written
    /// @param nowMicros microseconds since 1970
    /// @param progress of reading what is there; may throw, as long as nothing is written
    public Position write(Verdict verdict, long nowMicros, ScanProgress progress) {
        JournalFacts facts = facts(progress);
        JournalHeader last = facts.header();
        if (last == null || facts.lastSequence() < 0) {
            throw refused("the journal in %s is empty: there is no row to be judged".formatted(directory.path()));
        }
        if (last.durability().level() == Durability.Level.POWER) {
            directory.secure(budget);
            facts = facts(ScanProgress.NONE); // what is there now stays
        }
        requireRows(verdict, facts);
        JournalHeader header = new JournalHeader(last.context(), facts.newestIncarnation() + 1,
                facts.lastSequence() + 1, facts.seal(), nowMicros, last.zeroMicros(), last.durability(), last.inputs(),
                last.blockRows(), last.textBytes(), last.fingerprint(), last.environment());
        try (JournalWriter journal = directory.begin(header, FILE_BYTES, AHEAD_BYTES, budget)) {
            if (!journal.append(new Ruled(header.firstSequence(), verdict)) || !journal.flushAlone()) {
                throw new JournalException(JournalException.Kind.IO,
                        "there is no space for the verdict in %s: make some, and give it again"
                                .formatted(directory.path()));
            }
        }
        return new Position(header.incarnation(), header.firstSequence());
    }

    private JournalFacts facts(ScanProgress progress) {
        Diagnosis found = JournalScan.scan(directory.files(), budget, progress);
        if (found instanceof Diagnosis.Corrupt corrupt) {
            throw corrupt.refusal();
        }
        return found.facts();
    }

    private void requireRows(Verdict verdict, JournalFacts facts) {
        if (verdict.row() < 0) {
            throw refused("rows are counted from 0, there is no row " + verdict.row());
        }
        switch (entry(verdict.sequence(), facts)) {
            case JournalEntry.Rows _,JournalEntry.Tick _ -> {}
            case JournalEntry.Rejected _ -> throw noRows(verdict, "bytes that are no row");
            case JournalEntry.Ruling _ -> throw noRows(verdict, "a verdict");
            case null -> throw refused(
                    "the journal in %s holds the sequences 0 to %d, not %d. What an engine met and had not written is not there: the source gives it again"
                            .formatted(directory.path(), facts.lastSequence(), verdict.sequence()));
        }
    }

    private @Nullable JournalEntry entry(long sequence, JournalFacts facts) {
        try (DirectoryReader reader = DirectoryReader.ofPrefix(directory.files(), facts, budget)) {
            JournalEntry entry = reader.next();
            while (entry != null && entry.sequence() < sequence) {
                entry = reader.next();
            }
            return entry != null && entry.sequence() == sequence ? entry : null;
        }
    }

    private static NoSuchRowException noRows(Verdict verdict, String what) {
        return refused("sequence %d of the journal is %s: rows come from chunks, and from ticks"
                .formatted(verdict.sequence(), what));
    }

    private static NoSuchRowException refused(String why) {
        return new NoSuchRowException(why);
    }
}
