// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.join;

import io.tidemill.memory.Memory;
import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.Owned;
import io.tidemill.state.row.KeyedRows;

/// Copies single rows of one place to another, as many at a time as a chunk has.
final class PickedRows {
    private final GroupMap groupMap;
    private final int mostRows;
    private final long rows; // numbers of rows that are to be copied
    private final long groups; // of each
    private int count;

    /// Knows which groups of the one place are which of the other.
    interface GroupMap {

        /// Puts the groups there in the place of the groups here, which are int32.
        void map(long groups, int count);
    }

    PickedRows(GroupMap groupMap, OperatorContext context, Owned owned) {
        this.groupMap = groupMap;
        mostRows = context.chunkRows();
        rows = owned.allocate(context, "rows that are copied", 8L * mostRows);
        groups = rows + 4L * mostRows;
    }

    /// Copies a row, by and by.
    void add(int row, KeyedRows source, KeyedRows target) {
        Memory.putInt(rows + 4L * count, row);
        Memory.putInt(groups + 4L * count, RememberedSide.groupOf(source, row));
        if (++count == mostRows) {
            end(source, target);
        }
    }

    /// Copies what is left.
    void end(KeyedRows source, KeyedRows target) {
        if (count > 0) {
            groupMap.map(groups, count);
            target.append(source, rows, groups, count);
            count = 0;
        }
    }
}
