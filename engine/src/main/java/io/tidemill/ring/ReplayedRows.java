// SPDX-License-Identifier: Apache-2.0
package io.tidemill.ring;

import com.lmax.disruptor.Sequence;
import io.tidemill.journal.JournalEntry;
import io.tidemill.memory.Block;
import io.tidemill.memory.Buffer;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.Schema;

/// The blocks that the rows of one input are replayed through: filled from the journal in turn, free again when nobody views them
/// any more.
///
/// Filling belongs to the ingest agent, giving back to the output agent.
public final class ReplayedRows implements RowsOwner, AutoCloseable {
    private final int input;
    private final Buffer memory;
    private final Block[] blocks;
    private final Sequence released = new Sequence(0);
    private long filled;

    /// @param count of blocks
    /// @param rows the most rows of a chunk in the journal
    /// @param textBytes the most text of a chunk's column
    public ReplayedRows(MemoryBudget budget, int input, Schema schema, int count, int rows, int textBytes) {
        long blockBytes = Block.bytes(schema, rows, textBytes);
        this.input = input;
        this.memory = Buffer.allocate(budget, "the replay of input " + input, count * blockBytes);
        this.blocks = new Block[count];
        for (int i = 0; i < count; i++) {
            blocks[i] = Block.within(memory, i * blockBytes, schema, rows, textBytes);
        }
    }

    /// Whether a block is free. Ingest.
    public boolean hasRoom() {
        return filled - released.get() < blocks.length;
    }

    /// Fills a slot with rows of the journal; only if there is room. Ingest.
    public void fill(Slot slot, JournalEntry.StoredRows rows) {
        Block block = blocks[(int) (filled % blocks.length)];
        block.clear();
        rows.decode(block);
        slot.replayed(this, input, block, filled, rows.rows());
        filled++;
    }

    @Override
    public void release(long entry, boolean endsEntry, long endRow) {
        released.set(entry + 1);
    }

    @Override
    public void close() {
        memory.close();
    }
}
