// SPDX-License-Identifier: Apache-2.0
package io.tidemill.cli.journal.reading;

import org.jspecify.annotations.Nullable;

import io.tidemill.journal.JournalEntry;
import io.tidemill.journal.JournalHeader;
import io.tidemill.memory.Block;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.MemoryBudget;

/// Room for the rows of one entry at a time, whatever input they belong to.
public final class RowBlocks implements AutoCloseable {
    private final MemoryBudget budget;
    private @Nullable JournalHeader header;
    private @Nullable Place[] places = {};

    /// Where the rows of one input are decoded to.
    private record Place(Block block, Chunk chunk) {}

    public RowBlocks(MemoryBudget budget) {
        this.budget = budget;
    }

    /// The rows of an entry, until the next call.
    ///
    /// @param ofEntry the header of the incarnation that the entry belongs to
    public Chunk decode(JournalHeader ofEntry, JournalEntry.StoredRows rows) {
        if (!ofEntry.equals(header)) {
            close();
            places = new Place[ofEntry.inputs().size()];
            header = ofEntry;
        }
        Place place = places[rows.input()];
        if (place == null) {
            place = place(ofEntry, ofEntry.inputs().get(rows.input()));
            places[rows.input()] = place;
        }
        place.block.clear();
        rows.decode(place.block);
        return place.chunk.view(place.block, 0, rows.rows());
    }

    @SuppressWarnings("MustBeClosedChecker") // closed with this
    private Place place(JournalHeader ofEntry, JournalHeader.Input input) {
        Block block = new Block(budget, "rows of " + input.name(), input.schema(), ofEntry.blockRows(),
                ofEntry.textBytes());
        return new Place(block, new Chunk(input.schema()));
    }

    @Override
    public void close() {
        for (Place place : places) {
            if (place != null) {
                place.block.close();
            }
        }
        places = new Place[0];
        header = null;
    }
}
