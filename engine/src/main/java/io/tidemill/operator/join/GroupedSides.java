// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.join;

import java.util.Arrays;

import io.tidemill.memory.Memory;
import io.tidemill.memory.table.GrowableColumn;
import io.tidemill.memory.table.KeyTable;
import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.Owned;
import io.tidemill.state.row.KeyedRows;
import io.tidemill.state.row.RowsByGroup;

/// The rows of both sides sorted by group, and the groups in the order of the output: by range, and in a range by their first left row,
/// then those without left rows by their first right row. So it does not matter how the rows of the two sides came among each other.
final class GroupedSides {
    private final RowsByGroup left;
    private final RowsByGroup right;
    private final GrowableColumn order;
    private final int[] rangeStarts = new int[KeyTable.RANGES + 1];
    private int groups;

    GroupedSides(OperatorContext context, Owned owned) {
        left = owned.add(new RowsByGroup(context.budget(), "the order of left rows of " + context.name()));
        right = owned.add(new RowsByGroup(context.budget(), "the order of right rows of " + context.name()));
        order = owned.add(GrowableColumn.zeroed(context.budget(), "the order of keys of " + context.name(),
                Integer.BYTES));
    }

    void sort(JoinRows rows) {
        groups = rows.table().groups();
        left.sort(rows.left(), groups);
        right.sort(rows.right(), groups);
        order.clear();
        order.ensure(groups);
        countRanges(rows.table());
        place(rows.left(), left, rows.table());
        place(rows.right(), right, rows.table());
    }

    /// Sets where the groups of each range start.
    private void countRanges(KeyTable table) {
        Arrays.fill(rangeStarts, 0);
        for (int group = 0; group < groups; group++) {
            rangeStarts[table.range(group) + 1]++;
        }
        for (int range = 0; range < KeyTable.RANGES; range++) {
            rangeStarts[range + 1] += rangeStarts[range];
        }
    }

    /// Places the groups whose first row is on this side, in the order of these rows.
    private void place(KeyedRows rows, RowsByGroup side, KeyTable table) {
        for (int row = 1; row < rows.end(); row++) {
            int group = Memory.intAt(rows.groups() + 4L * row);
            boolean isFirst = side.rowAt(side.start(group)) == row;
            if (isFirst && (side == left || left.isEmpty(group))) {
                Memory.putInt(order.address() + 4L * rangeStarts[table.range(group)]++, group);
            }
        }
    }

    int groups() {
        return groups;
    }

    /// The group at a place of the output's order.
    int groupAt(int place) {
        return Memory.intAt(order.address() + 4L * place);
    }

    RowsByGroup left() {
        return left;
    }

    RowsByGroup right() {
        return right;
    }
}
