// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.record;

import java.util.List;

import io.tidemill.journal.JournalHeader;
import io.tidemill.journal.column.ColumnEncoder;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Field;
import io.tidemill.memory.Memory;
import io.tidemill.memory.MemoryBudget;

/// Writes the columns of one input's chunks: each with its length in front.
final class ColumnsWriter implements AutoCloseable {
    // A column of 16 KiB to 2 MiB has a length of three bytes: what is longer or shorter is moved once.
    private static final int LIKELY_LENGTH_BYTES = 3;

    private final JournalHeader.Input input;
    private final int mostRows;
    private final ColumnEncoder[] encoders;
    private final long mostBytes;

    @SuppressWarnings("MustBeClosedChecker") // closed with this
    ColumnsWriter(MemoryBudget budget, JournalHeader header, JournalHeader.Input input) {
        this.input = input;
        this.mostRows = header.blockRows();
        this.mostBytes = mostBytes(header, input);
        List<Field> fields = input.schema().fields();
        encoders = new ColumnEncoder[fields.size()];
        try {
            for (int i = 0; i < encoders.length; i++) {
                Field field = fields.get(i);
                encoders[i] = new ColumnEncoder(budget, "journal of %s.%s".formatted(input.name(), field.name()), field,
                        mostRows, header.textBytes());
            }
        } catch (RuntimeException | Error refused) {
            close();
            throw refused;
        }
    }

    /// What the columns of a chunk take at most.
    static long mostBytes(JournalHeader header, JournalHeader.Input input) {
        long most = 0;
        for (Field field : input.schema().fields()) {
            most += RecordFrame.MOST_VARINT_BYTES
                    + ColumnEncoder.mostBytes(field, header.blockRows(), header.textBytes());
        }
        return most;
    }

    void write(Chunk chunk, RecordFrame frame) {
        int rows = chunk.rows();
        if (rows > mostRows || chunk.selection() != null) {
            throw new IllegalArgumentException(
                    "the journal takes chunks of %s of at most %,d rows and without a selection, not of %,d"
                            .formatted(input.name(), mostRows, rows));
        }
        frame.room(mostBytes);
        for (int i = 0; i < encoders.length; i++) {
            long length = frame.cursor();
            long target = length + LIKELY_LENGTH_BYTES;
            int bytes = encoders[i].encode(chunk.column(i), rows, target);
            int lengthBytes = RecordFrame.varintBytes(bytes);
            if (lengthBytes != LIKELY_LENGTH_BYTES) {
                Memory.copy(target, length + lengthBytes, bytes);
            }
            RecordFrame.putVarint(length, bytes);
            frame.advance(lengthBytes + bytes);
        }
    }

    @Override
    @SuppressWarnings("NullAway") // encoders that the constructor did not come to
    public void close() {
        for (ColumnEncoder encoder : encoders) {
            if (encoder != null) {
                encoder.close();
            }
        }
    }
}
