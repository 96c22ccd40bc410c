// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.join;

import io.tidemill.memory.Memory;
import io.tidemill.memory.table.GrowableColumn;
import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.Owned;
import io.tidemill.state.row.KeyedRows;

/// The rows of both sides that rows to come may still meet.
///
/// Rows that are over stay where they are until they outnumber the others; then those that are left are copied to a second place, so that
/// memory follows what is needed, at a cost that is spread over the rows that went.
/// @param <S> what is remembered of each side beside the rows
final class RememberedRows<S extends RememberedSide> {
    private static final int FEW_ROWS = 4_096;

    private final S left;
    private final S right;
    private final GrowableColumn moved; // numbers of rows that are left
    private final GrowableColumn groups; // of each, there and then here
    private JoinRows rows;
    private JoinRows spare;

    RememberedRows(JoinRows.Layout layout, S left, S right, OperatorContext context, Owned owned) {
        this.left = owned.add(left);
        this.right = owned.add(right);
        rows = owned.add(new JoinRows(layout));
        spare = owned.add(new JoinRows(layout));
        String what = "rows that move in " + context.name();
        moved = owned.add(GrowableColumn.zeroed(context.budget(), what, Integer.BYTES));
        groups = owned.add(GrowableColumn.zeroed(context.budget(), what, Integer.BYTES));
    }

    JoinRows rows() {
        return rows;
    }

    S left() {
        return left;
    }

    S right() {
        return right;
    }

    /// Forgets rows that are over, if they are many.
    void shrink() {
        int all = rows.left().end() + rows.right().end() - 2;
        int gone = left.goneRows() + right.goneRows();
        if (gone == 0 || (gone < all && (gone < FEW_ROWS || 2 * gone < all))) {
            return;
        }
        if (gone < all) {
            move(rows.left(), spare.left(), left);
            move(rows.right(), spare.right(), right);
        } else {
            left.clear();
            right.clear();
        }
        rows.clear();
        JoinRows emptied = rows;
        rows = spare;
        spare = emptied;
    }

    private void move(KeyedRows from, KeyedRows to, S side) {
        int count = 0;
        moved.ensure(from.end());
        groups.ensure(from.end());
        for (int row = 1; row < from.end(); row++) {
            Memory.putInt(moved.address() + 4L * count, row);
            Memory.putInt(groups.address() + 4L * count, RememberedSide.groupOf(from, row));
            count += side.isGone(from, row) ? 0 : 1;
        }
        spare.table().assign(rows.table(), groups.address(), count, groups.address());
        to.append(from, moved.address(), groups.address(), count);
        side.move(moved.address(), count, to, spare);
    }
}
