// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.join;

import io.tidemill.memory.Column;
import io.tidemill.memory.Memory;
import io.tidemill.memory.table.GrowableColumn;
import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.Owned;
import io.tidemill.state.row.KeyedRows;
import io.tidemill.state.row.RowStore;

/// A table that another stream keeps up to date: the last row of each key.
///
/// A row that has been replaced stays where it is until such rows outnumber the others; then those that hold are copied to a second place.
final class LookupTable {
    private static final int FEW_ROWS = 4_096;

    private final GrowableColumn current; // the row that holds, of each group
    private final GrowableColumn groups; // of the groups or rows at hand, here
    private final GrowableColumn moved; // numbers of rows that hold
    private JoinRows rows;
    private JoinRows spare;

    LookupTable(JoinRows.Layout layout, OperatorContext context, Owned owned) {
        rows = owned.add(new JoinRows(layout));
        spare = owned.add(new JoinRows(layout));
        String what = "the table of " + context.name();
        current = owned.add(GrowableColumn.zeroed(context.budget(), what, Integer.BYTES));
        groups = owned.add(GrowableColumn.zeroed(context.budget(), what, Integer.BYTES));
        moved = owned.add(GrowableColumn.zeroed(context.budget(), what, Integer.BYTES));
    }

    /// Where the rows are: those of the right side.
    JoinRows rows() {
        return rows;
    }

    /// Forgets all rows.
    void clear() {
        rows.clear();
        current.clear();
    }

    /// Takes the right rows of a batch in, in their order: the last of a key holds.
    void update(JoinRows batch) {
        KeyedRows source = batch.right();
        int count = source.end() - 1;
        if (count > 0) {
            shrink();
            groups.ensure(count);
            rows.table().assign(batch.table(), source.groups() + Integer.BYTES, count, groups.address());
            moved.ensure(count);
            for (int i = 0; i < count; i++) {
                Memory.putInt(moved.address() + 4L * i, i + 1);
            }
            rows.right().append(source, moved.address(), groups.address(), count);
            hold(rows.right().end() - count);
        }
        rows.right().store().show(true);
    }

    /// Lets the rows from one on hold, in their order.
    private void hold(int fromRow) {
        current.ensure(rows.table().groups());
        for (int row = fromRow; row < rows.right().end(); row++) {
            Memory.putInt(current.address() + 4L * RememberedSide.groupOf(rows.right(), row), row);
        }
    }

    private void shrink() {
        int all = rows.right().end() - 1;
        int replaced = all - rows.table().groups();
        if (replaced < FEW_ROWS || 2 * replaced < all) {
            return;
        }
        int count = 0;
        moved.ensure(all);
        groups.ensure(all);
        for (int row = 1; row <= all; row++) {
            int group = RememberedSide.groupOf(rows.right(), row);
            Memory.putInt(moved.address() + 4L * count, row);
            Memory.putInt(groups.address() + 4L * count, group);
            count += Memory.intAt(current.address() + 4L * group) == row ? 1 : 0;
        }
        spare.table().assign(rows.table(), groups.address(), count, groups.address());
        spare.right().append(rows.right(), moved.address(), groups.address(), count);
        clear();
        JoinRows emptied = rows;
        rows = spare;
        spare = emptied;
        hold(1);
    }

    /// Looks up the keys of a batch, all at once.
    ///
    /// @param keys room for the columns of the key
    void find(JoinRows batch, Column[] keys) {
        int count = batch.table().groups();
        for (int i = 0; i < keys.length; i++) {
            keys[i] = batch.table().key(i);
        }
        groups.ensure(count);
        rows.table().find(keys, count, groups.address());
    }

    /// The row of a group of the batch that was looked up last, or [RowStore#NO_ROW].
    int found(int batchGroup) {
        int group = Memory.intAt(groups.address() + 4L * batchGroup);
        return group < 0 ? RowStore.NO_ROW : Memory.intAt(current.address() + 4L * group);
    }
}
