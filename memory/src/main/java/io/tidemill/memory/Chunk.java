// SPDX-License-Identifier: Apache-2.0
package io.tidemill.memory;

import org.jspecify.annotations.Nullable;

/// A run of rows of one schema: the unit that flows. A view that owns nothing, set again for each run.
///
/// `rows()` counts the rows that the columns hold; with a selection only `selectedRows()` of them are meant, and the numbers in
/// the selection say which. A chunk and all that it views may be used until the call that lent it returns.
///
/// A chunk is *stable* when its columns view only memory that lives until the input's slot is released: such a chunk may
/// wait in the output ring without a copy. Operators that fill columns of their own make chunks that are not.
public final class Chunk {
    private final Schema schema;
    private final Column[] columns;
    private int rows;
    private @Nullable Selection selection;
    private boolean stable;

    public Chunk(Schema schema) {
        this.schema = schema;
        this.columns = new Column[schema.size()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = new Column(schema.field(i).type());
        }
    }

    public Schema schema() {
        return schema;
    }

    public Column column(int index) {
        return columns[index];
    }

    /// Rows in the columns, selected or not.
    public int rows() {
        return rows;
    }

    public void rows(int count) {
        rows = count;
    }

    /// Rows that are meant.
    public int selectedRows() {
        Selection selected = selection;
        return selected == null ? rows : selected.rows();
    }

    /// The number of the i-th row that is meant.
    public int rowAt(int index) {
        Selection selected = selection;
        return selected == null ? index : selected.rowAt(index);
    }

    /// The rows that are meant, or null if all are.
    public @Nullable Selection selection() {
        return selection;
    }

    public Chunk selection(@Nullable Selection selected) {
        selection = selected;
        return this;
    }

    public boolean stable() {
        return stable;
    }

    public void stable(boolean isStable) {
        stable = isStable;
    }

    /// Views rows `[from, to)` of a block, all of them selected. Not stable until said so.
    public Chunk view(Block block, int from, int to) {
        for (int i = 0; i < columns.length; i++) {
            block.view(i, from, columns[i]);
        }
        rows = to - from;
        selection = null;
        stable = false;
        return this;
    }

    /// Views what another chunk of the same schema views, selection included.
    public Chunk view(Chunk other) {
        for (int i = 0; i < columns.length; i++) {
            columns[i].set(other.columns[i], 0);
        }
        rows = other.rows;
        selection = other.selection;
        stable = other.stable;
        return this;
    }

    /// Ends the view: it has no rows, and whoever reads one of them late gets an exception, never other memory.
    public void expire() {
        for (Column column : columns) {
            column.expire();
        }
        rows = 0;
        selection = null;
    }
}
