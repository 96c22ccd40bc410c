// SPDX-License-Identifier: Apache-2.0
package io.tidemill.state.row;

import java.util.List;

import io.tidemill.memory.Column;
import io.tidemill.memory.Memory;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.Type;
import io.tidemill.memory.table.GrowableColumn;

/// Rows that are kept, each with the number of its key's group.
public final class KeyedRows implements AutoCloseable {
    private final RowStore store;
    private final GrowableColumn groups; // of each row, from row 0 on, which has none

    /// @param what is kept, for the message when the budget does not allow it
    public KeyedRows(MemoryBudget budget, String what, List<Type> types) {
        store = new RowStore(budget, what, types);
        groups = GrowableColumn.zeroed(budget, what, Integer.BYTES);
    }

    /// Appends rows of dense columns.
    ///
    /// @param rowGroups the group of each, as int32
    public void append(Column[] columns, long rowGroups, int count) {
        Memory.copy(rowGroups, roomFor(count), 4L * count);
        store.append(columns, count);
    }

    /// Appends rows of others, by their int32 numbers.
    ///
    /// @param rowGroups the group of each here
    public void append(KeyedRows source, long rowNumbers, long rowGroups, int count) {
        Memory.copy(rowGroups, roomFor(count), 4L * count);
        store.append(source.store, rowNumbers, count);
    }

    private long roomFor(int count) {
        groups.ensure(store.end() + count);
        return groups.address() + 4L * store.end();
    }

    /// Rows are numbered from 1 to here, exclusive.
    public int end() {
        return store.end();
    }

    /// Where the group of row 0 would be; an int32 a row.
    public long groups() {
        return groups.address();
    }

    public RowStore store() {
        return store;
    }

    public void clear() {
        store.clear();
        groups.clear();
    }

    @Override
    public void close() {
        store.close();
        groups.close();
    }
}
