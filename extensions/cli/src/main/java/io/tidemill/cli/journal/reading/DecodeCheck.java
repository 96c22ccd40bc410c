// SPDX-License-Identifier: Apache-2.0
package io.tidemill.cli.journal.reading;

import java.nio.file.Path;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.tidemill.journal.JournalEntry;
import io.tidemill.journal.JournalException;
import io.tidemill.journal.JournalHeader;
import io.tidemill.journal.directory.BadPlace;
import io.tidemill.journal.directory.Remains;
import io.tidemill.journal.directory.ScanVisitor;
import io.tidemill.journal.record.Flaw;
import io.tidemill.memory.MemoryBudget;

/// Decodes every column, and counts what lies behind the first one that makes no sense.
public final class DecodeCheck implements ScanVisitor, AutoCloseable {
    private final RowBlocks blocks;
    private @Nullable JournalHeader header;
    private @Nullable Path file;
    private long offset;
    private int bytes;
    private @Nullable BadPlace at;
    private String sentence = "";
    private long lostRecords;
    private long lostEntries;
    private long lostRows;
    private long lostBytes;

    public DecodeCheck(MemoryBudget budget) {
        blocks = new RowBlocks(budget);
    }

    @Override
    public void record(JournalHeader ofRecord, Path inFile, long recordOffset, int recordBytes) {
        header = ofRecord;
        file = inFile;
        offset = recordOffset;
        bytes = recordBytes;
        if (at != null) {
            lostRecords++;
            lostBytes += recordBytes;
        }
    }

    @Override
    public void entry(JournalEntry entry) {
        if (at == null && entry instanceof JournalEntry.StoredRows rows) {
            try {
                blocks.decode(Objects.requireNonNull(header), rows);
            } catch (JournalException senseless) {
                sentence = String.valueOf(senseless.getMessage());
                at = new BadPlace(Objects.requireNonNull(file), offset, Objects.requireNonNull(header).incarnation(),
                        entry.sequence(), Flaw.CONTENT);
                lostRecords++;
                lostBytes += bytes;
            }
        }
        if (at != null) {
            lostEntries++;
            lostRows += entry instanceof JournalEntry.Rows rows ? rows.rows() : 0;
        }
    }

    /// The record with the first column that makes no sense; null if all do.
    @Nullable
    BadPlace at() {
        return at;
    }

    /// What is wrong with that column, and where it is.
    String sentence() {
        return sentence;
    }

    /// What lies from there on in the valid part of the journal, added to what lies behind that.
    Remains remains(Remains behind) {
        return new Remains(lostRecords + behind.records(), lostEntries + behind.entries(), lostRows + behind.rows(),
                lostBytes + behind.bytes());
    }

    @Override
    public void close() {
        blocks.close();
    }
}
