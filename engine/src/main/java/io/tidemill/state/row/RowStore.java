// SPDX-License-Identifier: Apache-2.0
package io.tidemill.state.row;

import java.util.List;

import io.tidemill.memory.Column;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.Type;

/// Rows that are kept, each column in one piece, so that kernels pick rows by number.
///
/// Row 0 is *no row*: its values are null. The rows that were appended count from 1 on, so that a join finds a partner
/// that is missing where it finds all others.
///
/// One thread appends; then any may read.
public final class RowStore implements AutoCloseable {
    /// The number of the row that is not there.
    public static final int NO_ROW = 0;

    private final StoredColumn[] columns;
    private int rows;

    /// @param what is kept, for the message when the budget does not allow it
    public RowStore(MemoryBudget budget, String what, List<Type> types) {
        columns = types.stream().map(type -> StoredColumn.of(budget, what, type)).toArray(StoredColumn[]::new);
    }

    /// The numbers of rows go to here, exclusive: 1 if there are none.
    public int end() {
        return rows + 1;
    }

    /// Appends rows of dense columns, of the store's types.
    public void append(Column[] source, int count) {
        for (int i = 0; i < columns.length; i++) {
            columns[i].append(source[i], 0, count);
        }
        rows += count;
    }

    /// Appends those rows of dense columns that int32 numbers name, from 0 on.
    public void append(Column[] source, long rowNumbers, int count) {
        for (int i = 0; i < columns.length; i++) {
            columns[i].append(source[i], rowNumbers, count);
        }
        rows += count;
    }

    /// Appends rows of another store of the same types, by their int32 numbers. The other one has been shown.
    public void append(RowStore source, long rowNumbers, int count) {
        for (int i = 0; i < columns.length; i++) {
            columns[i].append(source.column(i), rowNumbers, count);
        }
        rows += count;
    }

    /// Sets the columns to show all rows. To be called after rows were appended, by who appended them.
    ///
    /// @param andNoRow whether row 0 will be picked: else a column without nulls shows none
    public void show(boolean andNoRow) {
        for (StoredColumn column : columns) {
            column.show(andNoRow);
        }
    }

    /// A column from row 0 on, as it was when it was [shown][#show]: good until rows are appended.
    public Column column(int index) {
        return columns[index].shown();
    }

    /// Forgets all rows, keeps the memory.
    public void clear() {
        for (StoredColumn column : columns) {
            column.clear();
        }
        rows = 0;
    }

    @Override
    public void close() {
        for (StoredColumn column : columns) {
            column.close();
        }
        rows = 0;
    }
}
