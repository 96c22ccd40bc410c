// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.directory;

import org.jspecify.annotations.Nullable;

import io.tidemill.journal.JournalEntry;
import io.tidemill.journal.JournalException;
import io.tidemill.journal.JournalHeader;
import io.tidemill.journal.JournalReader;
import io.tidemill.memory.MemoryBudget;

/// Reads a journal from its files, one open at a time. Takes no lock, and works beside an engine that writes.
public final class DirectoryReader implements JournalReader {
    private final RecordWalk walk;
    private final JournalHeader.@Nullable Seal end;
    private boolean isInRecord;

    private DirectoryReader(JournalFiles files, JournalHeader.@Nullable Seal end, MemoryBudget budget) {
        this.end = end;
        this.walk = new RecordWalk(files, Lineage.read(files, budget), end, budget);
    }

    /// Reads the prefix that a scan has found valid.
    public static DirectoryReader ofPrefix(JournalFiles files, JournalFacts facts, MemoryBudget budget) {
        return new DirectoryReader(files, facts.seal(), budget);
    }

    /// Reads as far as whole records go, however far that may be by then: [#next] may be called again after it was null. Knows
    /// incarnations only that had begun when this was opened.
    public static DirectoryReader live(JournalFiles files, MemoryBudget budget) {
        return new DirectoryReader(files, null, budget);
    }

    @Override
    public @Nullable JournalEntry next() {
        for (;;) {
            JournalEntry entry = isInRecord ? walk.nextEntry() : null;
            if (entry != null) {
                return entry;
            }
            isInRecord = nextRecord();
            if (!isInRecord) {
                return null;
            }
        }
    }

    private boolean nextRecord() {
        if (walk.next() || (end == null && walk.lookAgain())) {
            return true;
        }
        BadPlace bad = walk.badPlace();
        if (bad == null || (end == null && walk.isInLast())) {
            return false;
        }
        if (walk.resume()) {
            return true;
        }
        throw new JournalException(JournalException.Kind.CORRUPTION, "the journal is damaged, " + bad);
    }

    /// Why [#next] was null: what lies where the next record should be. Null at the end of a prefix.
    public @Nullable BadPlace badPlace() {
        return walk.badPlace();
    }

    @Override
    public JournalHeader header() {
        JournalHeader header = walk.header();
        if (header == null) {
            throw new IllegalStateException("nothing has been read yet");
        }
        return header;
    }

    @Override
    public long bytesRead() {
        return walk.bytesRead();
    }

    @Override
    public void close() {
        walk.close();
    }
}
