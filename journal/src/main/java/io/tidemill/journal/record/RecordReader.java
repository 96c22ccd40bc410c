// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.record;

import org.jspecify.annotations.Nullable;

import io.tidemill.journal.JournalEntry;
import io.tidemill.journal.JournalHeader;
import io.tidemill.memory.MemoryBudget;

/// Walks the entries of whole records, file by file: [#beginFile], then for each record [#begin] and [#next] until it is null.
///
/// An entry is borrowed until the next call, and lies in the record's memory. Bytes that make no sense, although the checksum is
/// right, are a JournalException of kind CORRUPTION that names the place, whatever they are. One thread.
public final class RecordReader implements AutoCloseable {
    private static final StoredColumns[] NONE = {};

    private final MemoryBudget budget;
    private final RecordPlace place;
    private final PayloadCursor cursor;
    private final NamesRead names = new NamesRead();
    private final EntryViews views;
    private @Nullable JournalHeader header;
    private StoredColumns[] columns = NONE;
    private int blockRows;
    private long nextSequence;

    /// @param place what it is reading, kept up to date by the caller
    public RecordReader(MemoryBudget budget, RecordPlace place) {
        this.budget = budget;
        this.place = place;
        cursor = new PayloadCursor(place);
        views = new EntryViews(place);
    }

    /// Reads the header record that begins a file. Names and inputs are its own from now on.
    public FileHeader beginFile(long record) {
        FileHeader first = HeaderCodec.read(record, cursor);
        use(first.header(), false);
        return first;
    }

    /// Goes on behind records that are lost: names that they may have defined are not known any more.
    public void beginBehindLoss(JournalHeader ofIncarnation) {
        use(ofIncarnation, true);
    }

    private void use(JournalHeader next, boolean tolerant) {
        names.begin(tolerant);
        if (next.equals(header)) {
            return;
        }
        close();
        columns = new StoredColumns[next.inputs().size()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = new StoredColumns(budget, next, next.inputs().get(i));
        }
        blockRows = next.blockRows();
        header = next;
    }

    /// Begins a record of entries, all of which are looked at before one is given out; answers how many there are.
    public int begin(long record) {
        int known = names.size();
        long first = RecordLayout.sequence(record);
        start(record, first);
        while (next() != null) {
            // only looked at
        }
        long entries = nextSequence - first;
        if (entries == 0) {
            throw place.corruption("a record without entries");
        }
        names.shrink(known);
        start(record, first);
        return (int) entries;
    }

    private void start(long record, long first) {
        cursor.begin(record);
        nextSequence = first;
    }

    /// The record's next entry, or null at its end.
    public @Nullable JournalEntry next() {
        while (cursor.hasMore()) {
            place.sequence(nextSequence);
            int kind = cursor.unsignedByte();
            switch (kind) {
                case EntryKind.NAME -> names.define(cursor);
                case EntryKind.ROWS -> {
                    return views.rows.read(nextSequence++, cursor, names, columns, blockRows);
                }
                case EntryKind.TICK -> {
                    return views.tick.read(nextSequence++, cursor);
                }
                case EntryKind.REJECTED -> {
                    return views.rejected.read(nextSequence++, cursor, names, columns.length);
                }
                case EntryKind.RULING -> {
                    return views.ruling.read(nextSequence++, cursor, names);
                }
                default -> throw place.corruption("no entry has the kind " + kind);
            }
        }
        return null;
    }

    /// Gives back what decoding took; reading may go on with [#beginFile].
    @Override
    public void close() {
        for (StoredColumns ofInput : columns) {
            ofInput.close();
        }
        columns = NONE;
        header = null;
    }
}
