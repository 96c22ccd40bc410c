// SPDX-License-Identifier: Apache-2.0
package io.tidemill.ring;

import org.jspecify.annotations.Nullable;

import com.lmax.disruptor.Sequence;
import io.tidemill.memory.Block;

/// What a publisher and the engine share: a ring of blocks, a row count and a block count.
///
/// The writer fills the entry's block and moves `tail`, the number of whole rows, by a release store; the engine reads it by an
/// acquire load ([HandoffReader]) and takes views of the rows before it. The engine moves `head`, the number of entries that
/// nobody reads any more; the writer reads it when it needs an empty block (credit). A row in progress is not counted yet, so
/// neither side ever waits for the other in the middle of anything.
///
/// The fields of an entry are written by the writer before the row count that makes them visible. `endRow` is the most
/// the entry can hold while it is open, and shrinks if the block is ended early: the store that shows the first row of the next
/// entry shows that too.
final class Handoff {
    /// A block in the queue: the publisher's own, or a shell around memory that was lent.
    static final class Entry {
        final Block own;
        Block block;
        long firstRow;
        long endRow;
        @Nullable
        Runnable onReleased;

        Entry(Block own) {
            this.own = own;
            this.block = own;
        }
    }

    private final Entry[] entries;
    private final Block scrap;
    /// Rows that are whole: released by the writer, acquired by the engine.
    final Sequence tail = new Sequence(0);
    /// Entries that are free again: released by the engine, acquired by the writer.
    final Sequence head = new Sequence(0);
    /// No more rows come after `tail`.
    volatile boolean closed;

    /// @param scrap one row's room for rows that are refused
    /// @param blocks a power of two, two at least: an ended block is known to be free only by its successor
    Handoff(Block[] blocks, Block scrap) {
        this.scrap = scrap;
        if (blocks.length < 2 || Integer.bitCount(blocks.length) != 1) {
            throw new IllegalArgumentException(
                    "a publisher needs a power of two of blocks, two at least, not " + blocks.length);
        }
        entries = new Entry[blocks.length];
        for (int i = 0; i < blocks.length; i++) {
            entries[i] = new Entry(blocks[i]);
        }
    }

    int blocks() {
        return entries.length;
    }

    Block scrap() {
        return scrap;
    }

    /// Gives the blocks back to their budget.
    void free() {
        for (Entry entry : entries) {
            entry.own.close();
        }
        scrap.close();
    }

    Entry entry(long index) {
        return entries[(int) index & entries.length - 1];
    }
}
