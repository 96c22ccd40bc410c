// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.expression.evaluator;

import java.util.function.Function;

import io.tidemill.kernel.Forge;
import io.tidemill.kernel.Kernel;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.selection.Selections;
import io.tidemill.memory.Buffer;
import io.tidemill.memory.ColumnWriter;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.Selection;
import io.tidemill.memory.Type;
import io.tidemill.operator.Owned;

/// Where the evaluators of a program write: room for the rows of a chunk, allocated while it is compiled.
///
/// Small rooms share a buffer: to give one back costs a handshake with every thread of the JVM.
public final class Scratch implements AutoCloseable {
    private static final String WHAT = "the columns of an expression";

    private static final int SHARED_BYTES = 4096;
    private static final int MOST_SHARED_BYTES = SHARED_BYTES / 4;

    private final MemoryBudget budget;
    private final int chunkRows;
    private final Owned owned = new Owned();
    private long free; // the address of what is left of the shared buffer
    private long freeBytes;

    public Scratch(MemoryBudget budget, int chunkRows) {
        this.budget = budget;
        this.chunkRows = chunkRows;
    }

    public int chunkRows() {
        return chunkRows;
    }

    /// The address of room for values of a fixed width.
    public long values(Type type) {
        return allocate((long) type.byteWidth() * chunkRows);
    }

    /// The address of room for one bit a row: zeros.
    public long bits() {
        return allocate((chunkRows + 7L) >>> 3);
    }

    /// The address of room for some bytes, aligned and with slack behind it as a [Buffer] has them.
    public long allocate(long bytes) {
        if (bytes > MOST_SHARED_BYTES) {
            return owned.add(Buffer.allocate(budget, WHAT, bytes)).address();
        }
        long taken = (bytes + 2L * Buffer.ALIGNMENT - 1) & -Buffer.ALIGNMENT; // slack included
        if (taken > freeBytes) {
            free = owned.add(Buffer.allocate(budget, WHAT, SHARED_BYTES)).address();
            freeBytes = SHARED_BYTES;
        }
        long room = free;
        free += taken;
        freeBytes -= taken;
        return room;
    }

    /// Room for a text a row.
    public TextTarget texts() {
        return owned.add(new TextTarget(budget, chunkRows, values(Type.INT32), values(Type.INT32)));
    }

    /// Room for values that are written row by row.
    public ColumnWriter writer(Type type) {
        return owned.add(new ColumnWriter(budget, WHAT, type, chunkRows));
    }

    /// Room for rows of which only some are meant.
    public Selection selection(Forge forge) {
        Kernel<Loop.Select> select = forge.kernel(Selections.select());
        return owned.add(new Selection(budget, chunkRows,
                (bits, rows, numbers) -> select.current().apply(bits, 0, numbers, rows)));
    }

    /// Anything else that takes memory of the budget.
    public <T extends AutoCloseable> T make(Function<MemoryBudget, T> maker) {
        return owned.add(maker.apply(budget));
    }

    @Override
    public void close() {
        owned.close();
    }
}
