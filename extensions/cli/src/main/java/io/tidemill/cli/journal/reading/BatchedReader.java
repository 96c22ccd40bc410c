// SPDX-License-Identifier: Apache-2.0
package io.tidemill.cli.journal.reading;

import org.jspecify.annotations.Nullable;

import io.tidemill.journal.JournalEntry;
import io.tidemill.journal.JournalHeader;
import io.tidemill.journal.JournalReader;
import io.tidemill.journal.directory.DirectoryReader;
import io.tidemill.journal.directory.JournalFacts;

/// Reads entries and says which batch each belongs to: that of the next tick, which a second reader runs ahead to find.
///
/// So nothing has to be kept until its batch is known, however long that takes.
public final class BatchedReader implements JournalReader {
    private final JournalReader entries;
    private final JournalReader ahead;
    private long tickSequence = -1;
    private Counts.@Nullable BatchEnd batch;
    private boolean aheadEnded;

    private BatchedReader(JournalReader entries, JournalReader ahead) {
        this.entries = entries;
        this.ahead = ahead;
    }

    /// Reads what a scan has found valid.
    @SuppressWarnings("MustBeClosedChecker") // closed with what is answered
    public static BatchedReader of(OpenJournal journal, JournalFacts facts) {
        return new BatchedReader(DirectoryReader.ofPrefix(journal.files(), facts, journal.budget()),
                DirectoryReader.ofPrefix(journal.files(), facts, journal.budget()));
    }

    @Override
    public @Nullable JournalEntry next() {
        JournalEntry entry = entries.next();
        if (entry != null && entry.sequence() > tickSequence && !aheadEnded) {
            findTick();
        }
        return entry;
    }

    private void findTick() {
        for (JournalEntry entry = ahead.next(); entry != null; entry = ahead.next()) {
            if (entry instanceof JournalEntry.Tick tick) {
                tickSequence = tick.sequence();
                batch = Counts.BatchEnd.of(tick);
                return;
            }
        }
        aheadEnded = true;
        batch = null;
    }

    /// The batch that the last entry belongs to; null if no tick follows it.
    public Counts.@Nullable BatchEnd batch() {
        return batch;
    }

    @Override
    public JournalHeader header() {
        return entries.header();
    }

    @Override
    public long bytesRead() {
        return entries.bytesRead();
    }

    @Override
    public void close() {
        entries.close();
        ahead.close();
    }
}
