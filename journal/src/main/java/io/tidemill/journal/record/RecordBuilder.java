// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.record;

import java.util.List;

import io.tidemill.journal.JournalEntry;
import io.tidemill.journal.JournalHeader;
import io.tidemill.journal.Positions;
import io.tidemill.journal.Verdict;
import io.tidemill.memory.MemoryBudget;

/// Gathers entries into one record, in memory of its own. One thread; no garbage but for a name's first use.
///
/// The records of one incarnation, file by file: [#finishHeader] begins each file, [#add] and [#finish] go on with it. A record is
/// at [#address] from when it was finished until [#reset].
public final class RecordBuilder implements AutoCloseable {
    /// A record that has this much takes no more entries.
    public static final int GATHERED_BYTES = 256 << 10;

    // kind, input, publisher, first row, rows, number of positions
    private static final int MOST_ENTRY_BYTES = 6 * RecordFrame.MOST_VARINT_BYTES;
    private static final int ROOM_FOR_NAMES = 4096;

    private final JournalHeader header;
    private final RecordFrame frame;
    private final NamesWritten names = new NamesWritten();
    private final ColumnsWriter[] columns;
    private long firstSequence;
    private long lastSequence;
    private int rows;

    public RecordBuilder(MemoryBudget budget, JournalHeader header) {
        this.header = header;
        List<JournalHeader.Input> inputs = header.inputs();
        columns = new ColumnsWriter[inputs.size()];
        frame = new RecordFrame(budget, "records of the journal", mostBytes(header));
        try {
            for (int i = 0; i < columns.length; i++) {
                columns[i] = new ColumnsWriter(budget, header, inputs.get(i));
            }
        } catch (RuntimeException | Error refused) {
            close();
            throw refused;
        }
        lastSequence = header.firstSequence() - 1;
        reset();
    }

    /// What a record takes at most, but for chunks from thousands of parts and rejects longer than a block.
    public static long mostBytes(JournalHeader header) {
        long most = 0;
        for (JournalHeader.Input input : header.inputs()) {
            most = Math.max(most, ColumnsWriter.mostBytes(header, input));
        }
        return RecordLayout.FRAME_BYTES + GATHERED_BYTES + MOST_ENTRY_BYTES + ROOM_FOR_NAMES + most;
    }

    public boolean isEmpty() {
        return lastSequence < firstSequence;
    }

    /// Takes the next entry; false if the record has enough and must be finished first. An empty one takes every entry.
    public boolean add(JournalEntry entry) {
        if (frame.payloadBytes() >= GATHERED_BYTES) {
            return false;
        }
        if (entry.sequence() != lastSequence + 1) {
            throw new IllegalStateException("the journal was handed sequence %d where %d comes next"
                    .formatted(entry.sequence(), lastSequence + 1));
        }
        switch (entry) {
            case JournalEntry.NewRows added -> addRows(added);
            case JournalEntry.Tick tick -> addTick(tick);
            case JournalEntry.Rejected rejected -> addRejected(rejected);
            case JournalEntry.Ruling ruling -> addRuling(ruling.verdict());
            case JournalEntry.StoredRows _ -> throw new IllegalArgumentException(
                    "rows that were read from a journal must be decoded before they are written to one");
        }
        lastSequence++;
        return true;
    }

    private void addRows(JournalEntry.NewRows added) {
        int publisher = names.number(added.publisher(), frame);
        Positions positions = added.positions();
        for (int i = 0; i < positions.size(); i++) {
            names.number(positions.part(i), frame);
        }
        frame.putByte(EntryKind.ROWS);
        frame.putVarint(added.input());
        frame.putVarint(publisher);
        frame.putVarint(added.firstRow());
        frame.putVarint(added.rows());
        frame.putVarint(positions.size());
        for (int i = 0; i < positions.size(); i++) {
            frame.putVarint(names.number(positions.part(i), frame));
            frame.putVarint(positions.offset(i));
        }
        if (added.rows() > 0) {
            columns[added.input()].write(added.chunk(), frame);
        }
        rows += added.rows();
    }

    private void addTick(JournalEntry.Tick tick) {
        frame.putByte(EntryKind.TICK);
        frame.putVarint(tick.batchId());
        frame.putVarint(tick.batchTimeMicros());
        frame.putByte(
                (tick.endOfStream() ? EntryKind.END_OF_STREAM : 0) | (tick.complete() ? EntryKind.COMPLETE : 0));
    }

    private void addRejected(JournalEntry.Rejected rejected) {
        int source = names.number(rejected.source(), frame);
        int part = names.number(rejected.part(), frame);
        frame.putByte(EntryKind.REJECTED);
        frame.putVarint(rejected.input());
        frame.putVarint(source);
        frame.putVarint(part);
        frame.putVarint(rejected.offset());
        frame.putText(rejected.reason());
        frame.putBytes(rejected.bytes());
    }

    private void addRuling(Verdict verdict) {
        int operator = names.number(verdict.operator(), frame);
        frame.putByte(EntryKind.RULING);
        frame.putVarint(verdict.sequence());
        frame.putVarint(verdict.row());
        frame.putVarint(operator);
        frame.putByte(switch (verdict.kind()) {
            case SKIP -> EntryKind.SKIP;
            case DEAD_LETTER -> EntryKind.DEAD_LETTER;
        });
    }

    /// The sequence of the last entry that was added, to this record or one before; one below the first if none was.
    public long lastSequence() {
        return lastSequence;
    }

    /// The rows in this record.
    public int rows() {
        return rows;
    }

    /// Makes the entries a record that follows the one with this CRC.
    public void finish(int previousCrc) {
        if (isEmpty()) {
            throw new IllegalStateException("a record without entries");
        }
        frame.seal(RecordLayout.ENTRIES, header.incarnation(), firstSequence, previousCrc);
    }

    /// Makes the record that begins a file; names are defined anew after it.
    ///
    /// @param fileNumber counts the files of the incarnation, from 1
    public void finishHeader(int fileNumber, int previousCrc) {
        if (!isEmpty()) {
            throw new IllegalStateException("a file begins while entries wait for the one before it");
        }
        names.clear();
        HeaderCodec.write(header, fileNumber, frame);
        frame.seal(RecordLayout.HEADER, header.incarnation(), firstSequence, previousCrc);
    }

    public long address() {
        return frame.address();
    }

    public int bytes() {
        return frame.bytes();
    }

    public int crc() {
        return frame.crc();
    }

    /// Begins the next record.
    public void reset() {
        frame.begin();
        firstSequence = lastSequence + 1;
        rows = 0;
    }

    @Override
    @SuppressWarnings("NullAway") // writers that the constructor did not come to
    public void close() {
        frame.close();
        for (ColumnsWriter writer : columns) {
            if (writer != null) {
                writer.close();
            }
        }
    }
}
