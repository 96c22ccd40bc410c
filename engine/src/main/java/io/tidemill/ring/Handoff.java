// SPDX-License-Identifier: Apache-2.0
package io.tidemill.ring;

import org.jspecify.annotations.Nullable;

import com.lmax.disruptor.Sequence;
import io.tidemill.UserCodeException;
import io.tidemill.memory.Block;
import io.tidemill.memory.Buffer;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.Schema;
import io.tidemill.metrics.Counter;

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
        private @Nullable Block shell;

        Entry(Block own) {
            this.own = own;
            this.block = own;
        }

        /// A block without memory of its own. Writer.
        Block shell() {
            Block known = shell;
            if (known == null) {
                known = Block.shell(own.schema());
                shell = known;
            }
            return known;
        }

        /// Lets go of memory that was lent; answers whom to tell, if anyone. Engine, before it gives the entry back.
        @Nullable
        Runnable letGo() {
            Runnable lender = onReleased;
            if (lender != null) {
                onReleased = null;
                block.clear();
            }
            return lender;
        }
    }

    private final String name;
    private final Entry[] entries;
    private final Buffer memory;
    private final Buffer nowhereMemory;
    private final Block spare;
    private final Block nowhere;
    /// Rows that are whole: released by the writer, acquired by the engine.
    final Sequence tail;
    /// Where rows stood in their source, if the writer says so. Set by the writer before the first row; read behind `tail`.
    @Nullable
    Places places;
    /// What the writer says between rows.
    final Asides asides = new Asides();
    /// Entries that are free again: released by the engine, acquired by the writer.
    final Sequence head = new Sequence(0);
    /// How many entries the writer has claimed. Writer; for gauges.
    final Counter claimed = new Counter();
    /// How often the writer has waited for credit. Writer; for gauges.
    final Counter waits = new Counter();
    /// The external id of the last row, once the writer is done.
    long lastId;
    /// No more rows come after `tail`.
    volatile boolean closed;
    /// The writer itself has closed the publisher, and writes to none of its blocks any more.
    volatile boolean writerIsDone;
    /// How many rows the engine has taken in all, once it takes no more; negative before.
    volatile long finalRows = -1;

    private Handoff(Buffer memory, Buffer nowhereMemory, RowPublisher.Options options, Schema schema) {
        this.name = options.name();
        this.tail = new Sequence(options.firstRow());
        this.memory = memory;
        this.nowhereMemory = nowhereMemory;
        this.entries = new Entry[options.blocks()];
        long blockBytes = Block.bytes(schema, options.blockRows(), options.textBytes());
        for (int i = 0; i < entries.length; i++) {
            entries[i] = new Entry(
                    Block.within(memory, i * blockBytes, schema, options.blockRows(), options.textBytes()));
        }
        this.spare = Block.within(memory, entries.length * blockBytes, schema, 1, options.textBytes());
        this.nowhere = Block.within(nowhereMemory, 0, schema, 0, 0);
    }

    /// Allocates all blocks, or none if the budget refuses them: a power of two, two at least, as an ended block is known to be
    /// free only by its successor; and one row's room for a row that has no block yet.
    static Handoff allocate(RowPublisher.Options options, Schema schema, MemoryBudget budget) {
        int count = options.blocks();
        if (count < 2 || Integer.bitCount(count) != 1) {
            throw new IllegalArgumentException(
                    "a publisher needs a power of two of blocks, two at least, not " + count);
        }
        String what = "publisher " + options.name();
        Buffer memory = Buffer.allocateForLateWriter(budget, what,
                count * Block.bytes(schema, options.blockRows(), options.textBytes())
                        + Block.bytes(schema, 1, options.textBytes()));
        try {
            return new Handoff(memory, Buffer.allocateForLateWriter(budget, what, Block.bytes(schema, 0, 0)), options,
                    schema);
        } catch (RuntimeException | Error refused) {
            memory.closeForGood();
            throw refused;
        }
    }

    int blocks() {
        return entries.length;
    }

    /// Where a row waits for a block.
    Block spare() {
        return spare;
    }

    /// Where a row goes that will be refused whatever happens; it has no room for text.
    Block nowhere() {
        return nowhere;
    }

    /// Gives the blocks back to their budget, and what was lent and not released yet to its lenders.
    ///
    /// A writer that has not closed its publisher may still be writing: its memory stays mapped until it is gone. One that has may
    /// begin a row nevertheless, which goes nowhere.
    void free() {
        for (Entry entry : entries) {
            entry.own.close();
        }
        spare.close();
        nowhereMemory.close();
        if (writerIsDone) {
            memory.closeForGood();
        } else {
            memory.close();
        }
        UserCodeException thrown = null;
        for (Entry entry : entries) {
            Runnable lender = entry.letGo();
            try {
                if (lender != null) {
                    tell(lender);
                }
            } catch (UserCodeException failed) {
                thrown = thrown == null ? failed : thrown;
            }
        }
        if (thrown != null) {
            throw thrown;
        }
    }

    /// Gives lent memory back.
    void tell(Runnable lender) {
        try {
            lender.run();
        } catch (RuntimeException thrown) {
            throw new UserCodeException(
                    "publisher `%s`: the code that is told of lent memory's release threw %s".formatted(name, thrown),
                    thrown);
        }
    }

    Entry entry(long index) {
        return entries[(int) index & entries.length - 1];
    }
}
