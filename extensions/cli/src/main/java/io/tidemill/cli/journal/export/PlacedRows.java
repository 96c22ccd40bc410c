// SPDX-License-Identifier: Apache-2.0
package io.tidemill.cli.journal.export;

import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.tidemill.cli.journal.reading.Counts;
import io.tidemill.journal.JournalEntry;
import io.tidemill.memory.Block;
import io.tidemill.memory.BlockWriter;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Field;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;

import static java.nio.charset.StandardCharsets.UTF_8;

/// Rows with columns behind their own that say where in the journal each is.
final class PlacedRows implements AutoCloseable {
    /// What is added: the batch is null behind the last tick.
    static final List<Field> PLACES = List.of(Field.of("journal_sequence", Type.INT64),
            Field.nullable("journal_batch", Type.INT64), Field.nullable("journal_batch_time", Type.TIMESTAMP),
            Field.of("journal_publisher", Type.UTF8), Field.of("journal_row", Type.INT64));

    private static final Schema PLACES_SCHEMA = new Schema(PLACES);
    private static final int SEQUENCE = 0;
    private static final int BATCH = 1;
    private static final int BATCH_TIME = 2;
    private static final int PUBLISHER = 3;
    private static final int ROW = 4;
    private static final int NAME_BYTES = 64;

    private final MemoryBudget budget;
    private final int mostRows;
    private final BlockWriter writer = new BlockWriter(PLACES_SCHEMA);
    private final Chunk placed;
    private final Chunk places = new Chunk(PLACES_SCHEMA);
    private Block block;
    private int nameBytes = NAME_BYTES;

    /// @param schema see [#schema]
    /// @param mostRows of a chunk
    PlacedRows(MemoryBudget budget, Schema schema, int mostRows) {
        this.budget = budget;
        this.mostRows = mostRows;
        this.placed = new Chunk(schema);
        this.block = block();
    }

    private Block block() {
        return new Block(budget, "places of rows", PLACES_SCHEMA, mostRows, Math.multiplyExact(mostRows, nameBytes));
    }

    /// The columns of an input and those that are added.
    static Schema schema(Schema input) {
        return new Schema(Stream.concat(input.fields().stream(), PLACES.stream()).toList());
    }

    /// The rows with their places, until the next call.
    Chunk place(Chunk rows, JournalEntry.Rows entry, Counts.@Nullable BatchEnd batch) {
        byte[] publisher = entry.publisher().getBytes(UTF_8);
        if (publisher.length > nameBytes) {
            nameBytes = 2 * publisher.length;
            block.close();
            block = block();
        }
        block.clear();
        writer.begin(block);
        for (int row = 0; row < rows.rows(); row++) {
            writer.setLong(SEQUENCE, entry.sequence());
            if (batch != null) {
                writer.setLong(BATCH, batch.id());
                writer.setLong(BATCH_TIME, batch.timeMicros());
            }
            writer.setText(PUBLISHER, publisher, 0, publisher.length);
            writer.setLong(ROW, entry.firstRow() + row);
            writer.endRow();
        }
        places.view(block, 0, rows.rows());
        int own = rows.schema().size();
        for (int i = 0; i < own; i++) {
            placed.column(i).set(rows.column(i), 0);
        }
        for (int i = 0; i < PLACES.size(); i++) {
            placed.column(own + i).set(places.column(i), 0);
        }
        placed.rows(rows.rows());
        return placed;
    }

    @Override
    public void close() {
        block.close();
    }
}
