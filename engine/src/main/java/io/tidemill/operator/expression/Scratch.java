// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.expression;

import java.util.List;

import io.tidemill.format.json.JsonFinder;
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
final class Scratch implements AutoCloseable {
    private static final String WHAT = "the columns of an expression";

    private final MemoryBudget budget;
    private final int chunkRows;
    private final Owned owned = new Owned();

    Scratch(MemoryBudget budget, int chunkRows) {
        this.budget = budget;
        this.chunkRows = chunkRows;
    }

    int chunkRows() {
        return chunkRows;
    }

    /// The address of room for values of a fixed width.
    long values(Type type) {
        return allocate((long) type.byteWidth() * chunkRows);
    }

    /// The address of room for one bit a row: zeros.
    long bits() {
        return allocate((chunkRows + 7L) >>> 3);
    }

    long allocate(long bytes) {
        return owned.add(Buffer.allocate(budget, WHAT, bytes)).address();
    }

    /// Room for a text a row.
    TextTarget texts() {
        return owned.add(new TextTarget(budget, chunkRows, values(Type.INT32), values(Type.INT32)));
    }

    /// Room for values that are written row by row.
    ColumnWriter writer(Type type) {
        return owned.add(new ColumnWriter(budget, WHAT, type, chunkRows));
    }

    /// Room for rows of which only some are meant.
    Selection selection(Forge forge) {
        Kernel<Loop.Select> select = forge.kernel(Selections.select());
        return owned.add(new Selection(budget, chunkRows,
                (bits, rows, numbers) -> select.current().apply(bits, 0, numbers, rows)));
    }

    /// What looks for a path in texts of JSON.
    JsonFinder jsonFinder(Forge forge, List<Object> path) {
        return owned.add(new JsonFinder(forge, budget, WHAT, path));
    }

    @Override
    public void close() {
        owned.close();
    }
}
