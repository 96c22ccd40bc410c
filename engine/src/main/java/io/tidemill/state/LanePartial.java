// SPDX-License-Identifier: Apache-2.0
package io.tidemill.state;

import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.table.GrowableColumn;
import io.tidemill.memory.table.KeyTable;

/// What one lane has gathered of a slide, and, once it is frozen, which of its groups are of which hash range.
///
/// One thread fills it; what is frozen any thread may read.
public final class LanePartial implements AutoCloseable {
    private final ColumnSlice slice;
    private final GrowableColumn order; // numbers of groups, range after range
    private final int[] rangeStarts = new int[KeyTable.RANGES + 1];

    /// @param slice closed with the partial
    public LanePartial(MemoryBudget budget, ColumnSlice slice) {
        this.slice = slice;
        this.order = GrowableColumn.zeroed(budget, "the groups of a lane", Integer.BYTES);
    }

    public ColumnSlice slice() {
        return slice;
    }

    /// Sorts the groups by range.
    public void freeze() {
        slice.ensure();
        order.ensure(slice.groups().count());
        slice.groups().order(order.address(), rangeStarts);
    }

    /// Where the numbers of a range's groups start.
    long groupsFrom(int range) {
        return order.address() + 4L * rangeStarts[range];
    }

    /// How many groups some ranges have.
    int groups(int fromRange, int toRange) {
        return rangeStarts[toRange] - rangeStarts[fromRange];
    }

    public void clear() {
        slice.clear();
        order.clear();
    }

    @Override
    public void close() {
        slice.close();
        order.close();
    }
}
