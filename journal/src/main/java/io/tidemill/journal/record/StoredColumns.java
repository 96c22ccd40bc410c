// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.record;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.tidemill.journal.JournalException;
import io.tidemill.journal.JournalHeader;
import io.tidemill.journal.column.ColumnDecoder;
import io.tidemill.memory.Block;
import io.tidemill.memory.Field;
import io.tidemill.memory.MemoryBudget;

/// The columns of one input's chunks in a record: passed over first, and decoded if somebody wants the rows.
final class StoredColumns implements AutoCloseable {
    private final MemoryBudget budget;
    private final JournalHeader header;
    private final JournalHeader.Input input;
    private final long[] addresses;
    private final int[] lengths;
    private ColumnDecoder @Nullable [] decoders; // made when rows are decoded for the first time

    StoredColumns(MemoryBudget budget, JournalHeader header, JournalHeader.Input input) {
        this.budget = budget;
        this.header = header;
        this.input = input;
        addresses = new long[input.schema().size()];
        lengths = new int[addresses.length];
    }

    void passOver(PayloadCursor cursor) {
        for (int i = 0; i < addresses.length; i++) {
            lengths[i] = cursor.passOver("the length of a column");
            addresses[i] = cursor.address() - lengths[i];
        }
    }

    void decode(int rows, Block block, RecordPlace place) {
        ColumnDecoder[] made = decoders;
        if (made == null) {
            made = makeDecoders();
            decoders = made;
        }
        for (int i = 0; i < made.length; i++) {
            try {
                made[i].decode(addresses[i], lengths[i], rows, block, i);
            } catch (JournalException corrupt) {
                throw place.corruption("column %s of %s: %s".formatted(input.schema().field(i).name(), input.name(),
                        corrupt.getMessage()), corrupt);
            }
        }
    }

    @SuppressWarnings("MustBeClosedChecker") // closed with this
    private ColumnDecoder[] makeDecoders() {
        List<Field> fields = input.schema().fields();
        ColumnDecoder[] made = new ColumnDecoder[fields.size()];
        for (int i = 0; i < made.length; i++) {
            try {
                made[i] = new ColumnDecoder(budget,
                        "reading of %s.%s from the journal".formatted(input.name(), fields.get(i).name()),
                        fields.get(i), header.blockRows(), header.textBytes());
            } catch (RuntimeException | Error refused) {
                close(made);
                throw refused;
            }
        }
        return made;
    }

    @Override
    public void close() {
        if (decoders != null) {
            close(decoders);
        }
    }

    @SuppressWarnings("NullAway") // decoders that could not be made
    private static void close(ColumnDecoder[] decoders) {
        for (ColumnDecoder decoder : decoders) {
            if (decoder != null) {
                decoder.close();
            }
        }
    }
}
