// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.directory;

import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.tidemill.journal.JournalEntry;
import io.tidemill.journal.JournalException;
import io.tidemill.journal.JournalHeader;
import io.tidemill.journal.record.RecordChain;
import io.tidemill.journal.record.RecordLayout;
import io.tidemill.journal.record.RecordPlace;
import io.tidemill.journal.record.RecordReader;
import io.tidemill.memory.MemoryBudget;

/// Counts what lies behind a bad place: whole records, wherever they begin, of the incarnation that it is in or a later one.
final class RemainsSearch implements AutoCloseable {
    private static final int MOST_DOUBTS = 1000;

    private final FileRecords records;
    private final RecordReader reader;
    private final long firstSequence;
    private long nextSequence;
    private long found;
    private long rows;
    private long bytes;

    /// @param header of the incarnation of the bad place, to count rows with; null if it is not known
    /// @param sequence that comes next at the bad place: a record from before is none that was lost
    RemainsSearch(JournalFiles files, @Nullable JournalHeader header, long sequence, MemoryBudget budget) {
        records = new FileRecords(files, budget);
        reader = new RecordReader(budget, new RecordPlace());
        if (header != null) {
            reader.beginBehindLoss(header);
        }
        firstSequence = sequence;
        nextSequence = sequence;
    }

    /// Searches a file from a place on.
    ///
    /// What looks like records there may be what a torn record holds, which came from anywhere. So what lies within the record at
    /// `from`, by its own account, counts only if that account is wrong.
    ///
    /// @param chain to know the record at `from` by
    /// @param end of the incarnation: what lies behind it was discarded long ago; null for none
    void addFrom(Path file, long from, RecordChain chain, Lineage.@Nullable End end) {
        records.open(file);
        long claimedEnd = records.claimedEnd(from, chain);
        int doubts = 0;
        for (long next = from; find(next, chain.incarnation(), end);) {
            if (records.end() >= claimedEnd) {
                count(records.record());
                next = records.end();
            } else if (doubts++ < MOST_DOUBTS && records.isWholeButForLength(from, records.at())) {
                claimedEnd = from;
                next = records.at();
            } else {
                next = records.at() + 1;
            }
        }
        bytes += Math.max(0, records.lastWritten() - from);
    }

    /// Searches files of an incarnation.
    void add(long incarnation, List<Path> files, Lineage.@Nullable End end) {
        for (Path file : files) {
            records.open(file);
            for (long next = 0; find(next, incarnation, end); next = records.end()) {
                count(records.record());
            }
            bytes += records.lastWritten();
        }
    }

    private boolean find(long from, long incarnation, Lineage.@Nullable End end) {
        long last = end == null ? Long.MAX_VALUE : end.seal().sequence();
        return records.search(from, frame -> isLost(frame, incarnation, last));
    }

    private boolean isLost(long frame, long incarnation, long lastSequence) {
        short type = RecordLayout.type(frame);
        long sequence = RecordLayout.sequence(frame);
        return RecordLayout.incarnation(frame) == incarnation && sequence >= firstSequence && sequence <= lastSequence
                && (type == RecordLayout.ENTRIES || type == RecordLayout.HEADER);
    }

    private void count(long record) {
        found++;
        nextSequence = Math.max(nextSequence, RecordLayout.sequence(record));
        try {
            if (RecordLayout.type(record) == RecordLayout.HEADER) {
                reader.beginBehindLoss(reader.beginFile(record).header());
                return;
            }
            nextSequence = Math.max(nextSequence, RecordLayout.sequence(record) + reader.begin(record));
            for (JournalEntry entry = reader.next(); entry != null; entry = reader.next()) {
                rows += entry instanceof JournalEntry.Rows ofChunk ? ofChunk.rows() : 0;
            }
        } catch (JournalException senseless) {
            nextSequence = Math.max(nextSequence, RecordLayout.sequence(record) + 1);
        }
    }

    Remains remains() {
        return new Remains(found, nextSequence - firstSequence, rows, bytes);
    }

    @Override
    public void close() {
        reader.close();
        records.close();
    }
}
