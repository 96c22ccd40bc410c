// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.directory;

import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.tidemill.journal.JournalEntry;
import io.tidemill.journal.JournalException;
import io.tidemill.journal.JournalHeader;
import io.tidemill.journal.record.RecordLayout;
import io.tidemill.journal.record.RecordPlace;
import io.tidemill.journal.record.RecordReader;
import io.tidemill.memory.MemoryBudget;

/// Counts what lies behind a bad place: whole records, wherever they begin, of the incarnation that it is in or a later one.
final class RemainsSearch implements AutoCloseable {
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

    /// Searches files of an incarnation, the first of them from a place on.
    ///
    /// @param end of the incarnation: what lies behind it was discarded long ago; null for none
    void add(long incarnation, List<Path> files, long from, Lineage.@Nullable End end) {
        long begin = from;
        long last = end == null ? Long.MAX_VALUE : end.seal().sequence();
        for (Path file : files) {
            records.open(file);
            for (long next = begin; records.search(next, frame -> isLost(frame, incarnation, last)); next = records
                    .end()) {
                count(records.record());
            }
            bytes += Math.max(0, records.lastWritten() - begin);
            begin = 0;
        }
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
