// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.record;

import java.nio.ByteBuffer;

import io.tidemill.journal.JournalEntry;
import io.tidemill.journal.Positions;
import io.tidemill.journal.Verdict;
import io.tidemill.memory.Block;
import io.tidemill.memory.Memory;

import static java.nio.charset.StandardCharsets.UTF_8;

/// The entries of a record as they are read: one view of each kind, set again for each.
final class EntryViews {
    final RowsView rows;
    final TickView tick = new TickView();
    final RejectedView rejected = new RejectedView();
    final RulingView ruling = new RulingView();

    EntryViews(RecordPlace place) {
        rows = new RowsView(place);
    }

    /// Rows whose columns lie in the record.
    static final class RowsView implements JournalEntry.StoredRows {
        private final RecordPlace place;
        private final Positions positions = new Positions();
        private long sequence;
        private int input;
        private String publisher = "";
        private long firstRow;
        private int rows;
        private StoredColumns[] columns = {};

        RowsView(RecordPlace place) {
            this.place = place;
        }

        RowsView read(long ofEntry, PayloadCursor cursor, NamesRead names, StoredColumns[] ofInputs, int blockRows) {
            sequence = ofEntry;
            columns = ofInputs;
            input = cursor.varint(columns.length - 1, "the number of the input");
            publisher = names.name(cursor);
            firstRow = cursor.varint();
            rows = cursor.varint(blockRows, "the rows of a chunk");
            positions.clear();
            int parts = cursor.count("the parts of a source");
            for (int i = 0; i < parts; i++) {
                positions.add(names.name(cursor), cursor.varint());
            }
            if (rows > 0) {
                columns[input].passOver(cursor);
            }
            return this;
        }

        @Override
        public long sequence() {
            return sequence;
        }

        @Override
        public int input() {
            return input;
        }

        @Override
        public String publisher() {
            return publisher;
        }

        @Override
        public long firstRow() {
            return firstRow;
        }

        @Override
        public int rows() {
            return rows;
        }

        @Override
        public Positions positions() {
            return positions;
        }

        @Override
        public void decode(Block block) {
            if (rows > 0) {
                columns[input].decode(rows, block, place);
            }
        }
    }

    /// The end of a batch.
    static final class TickView implements JournalEntry.Tick {
        private long sequence;
        private long batchId;
        private long batchTimeMicros;
        private int flags;

        TickView read(long ofEntry, PayloadCursor cursor) {
            sequence = ofEntry;
            batchId = cursor.varint();
            batchTimeMicros = cursor.varint();
            flags = cursor.unsignedByte();
            if ((flags & ~(EntryKind.END_OF_STREAM | EntryKind.COMPLETE)) != 0) {
                throw cursor.corruption("a tick with unknown flags");
            }
            return this;
        }

        @Override
        public long sequence() {
            return sequence;
        }

        @Override
        public long batchId() {
            return batchId;
        }

        @Override
        public long batchTimeMicros() {
            return batchTimeMicros;
        }

        @Override
        public boolean endOfStream() {
            return (flags & EntryKind.END_OF_STREAM) != 0;
        }

        @Override
        public boolean complete() {
            return (flags & EntryKind.COMPLETE) != 0;
        }
    }

    /// Bytes that are no row, copied from the record only when they are asked for.
    static final class RejectedView implements JournalEntry.Rejected {
        private long sequence;
        private int input;
        private String source = "";
        private String part = "";
        private long offset;
        private long reason;
        private int reasonLength;
        private long bytes;
        private int length;

        RejectedView read(long ofEntry, PayloadCursor cursor, NamesRead names, int inputs) {
            sequence = ofEntry;
            input = cursor.varint(inputs - 1, "the number of the input");
            source = names.name(cursor);
            part = names.name(cursor);
            offset = cursor.varint();
            reasonLength = cursor.passOver("the length of a reason");
            reason = cursor.address() - reasonLength;
            length = cursor.passOver("the length of what was rejected");
            bytes = cursor.address() - length;
            return this;
        }

        @Override
        public long sequence() {
            return sequence;
        }

        @Override
        public int input() {
            return input;
        }

        @Override
        public String source() {
            return source;
        }

        @Override
        public String part() {
            return part;
        }

        @Override
        public long offset() {
            return offset;
        }

        @Override
        public String reason() {
            return new String(copy(reason, reasonLength), UTF_8);
        }

        @Override
        public ByteBuffer bytes() {
            return ByteBuffer.wrap(copy(bytes, length)).asReadOnlyBuffer();
        }

        private static byte[] copy(long address, int length) {
            byte[] copy = new byte[length];
            Memory.copyOut(address, copy, 0, length);
            return copy;
        }
    }

    /// What shall become of a row.
    static final class RulingView implements JournalEntry.Ruling {
        private long sequence;
        private Verdict verdict = new Verdict(0, 0, "", Verdict.Kind.SKIP);

        RulingView read(long ofEntry, PayloadCursor cursor, NamesRead names) {
            sequence = ofEntry;
            long slot = cursor.varint();
            long row = cursor.varint();
            String operator = names.name(cursor);
            int kind = cursor.unsignedByte();
            verdict = new Verdict(slot, row, operator, switch (kind) {
                case EntryKind.SKIP -> Verdict.Kind.SKIP;
                case EntryKind.DEAD_LETTER -> Verdict.Kind.DEAD_LETTER;
                default -> throw cursor.corruption("no verdict has the code " + kind);
            });
            return this;
        }

        @Override
        public long sequence() {
            return sequence;
        }

        @Override
        public Verdict verdict() {
            return verdict;
        }
    }
}
