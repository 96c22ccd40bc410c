// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.distinct;

import java.util.List;

import io.tidemill.memory.Column;
import io.tidemill.memory.Memory;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.Type;
import io.tidemill.memory.table.GrowableColumn;
import io.tidemill.memory.table.KeyTable;
import io.tidemill.state.row.RowStore;

/// The first row of each key that one lane met in a batch. The row of group g has number g + 1.
///
/// One thread fills it; what is frozen any thread may read.
final class GatheredFirsts implements AutoCloseable {
    private final KeyTable table;
    private final RowStore rows;
    private final GrowableColumn order; // numbers of groups, range after range
    private final int[] rangeStarts = new int[KeyTable.RANGES + 1];

    GatheredFirsts(MemoryBudget budget, String what, List<Type> keyTypes, List<Type> columnTypes) {
        table = KeyTable.of(budget, what, keyTypes);
        rows = new RowStore(budget, what, columnTypes);
        order = GrowableColumn.zeroed(budget, what, Integer.BYTES);
    }

    /// Adds dense rows.
    ///
    /// @param groups room for an int32 a row
    void add(Column[] keys, Column[] columns, int count, long groups) {
        int next = table.groups();
        table.assign(keys, count, groups);
        int firsts = 0;
        for (int row = 0; row < count; row++) {
            if (Memory.intAt(groups + 4L * row) == next) {
                next++;
                Memory.putInt(groups + 4L * firsts++, row); // at or before the row that was read
            }
        }
        if (firsts > 0) {
            rows.append(columns, groups, firsts);
        }
    }

    void freeze() {
        rows.show(false);
        order.ensure(table.groups());
        table.orderByRange(order.address(), rangeStarts);
    }

    KeyTable table() {
        return table;
    }

    RowStore rows() {
        return rows;
    }

    /// Where the numbers of a range's groups start.
    long groupsFrom(int range) {
        return order.address() + 4L * rangeStarts[range];
    }

    /// How many groups a range has.
    int groups(int range) {
        return rangeStarts[range + 1] - rangeStarts[range];
    }

    void clear() {
        table.clear();
        rows.clear();
        order.clear();
    }

    @Override
    public void close() {
        table.close();
        rows.close();
        order.close();
    }
}
