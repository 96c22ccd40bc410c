// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.fold;

import io.tidemill.kernel.Kernel;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.selection.Gathers;
import io.tidemill.kernel.selection.Selections;
import io.tidemill.memory.Buffer;
import io.tidemill.memory.Column;
import io.tidemill.memory.Type;
import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.Owned;

/// The values of a dense column, each with the number of its row's group; nulls are left out.
final class GroupedValues {
    private final Kernel<Loop.Select> select;
    private final Kernel<Loop.Gather> gather;
    private final long validRows;
    private final long validGroups;
    private Column column = new Column(Type.INT32);
    private long groups;
    private long rowNumbers; // 0 = every row has a value
    private int count;

    GroupedValues(OperatorContext context, Owned owned) {
        long room = 4L * context.chunkRows() + Buffer.ALIGNMENT;
        select = context.forge().kernel(Selections.select());
        gather = context.forge().kernel(Gathers.values(Type.INT32));
        validRows = owned.allocate(context, "rows that are not null", 2 * room);
        validGroups = validRows + room;
    }

    /// All rows.
    void set(long groupNumbers, int rows) {
        rowNumbers = 0;
        groups = groupNumbers;
        count = rows;
    }

    /// @param groupNumbers of all rows, null or not
    void set(Column values, long groupNumbers, int rows) {
        column = values;
        if (values.validity() == 0) {
            set(groupNumbers, rows);
        } else {
            rowNumbers = validRows;
            groups = validGroups;
            count = select.current().apply(values.validity(), values.validityBit(), validRows, rows);
            gather.current().apply(groupNumbers, validRows, validGroups, count);
        }
    }

    /// The values of all rows, null or not.
    Column column() {
        return column;
    }

    /// Where the group numbers of the rows that count are.
    long groups() {
        return groups;
    }

    /// Where the numbers of the rows that count are; 0 if all do.
    long rowNumbers() {
        return rowNumbers;
    }

    /// How many rows count.
    int count() {
        return count;
    }

    void count(Loop.GroupedCount loop, long accumulators) {
        loop.apply(groups, accumulators, count);
    }

    void fold(Loop.Grouped loop, long accumulators) {
        fold(loop, column.data(), accumulators);
    }

    /// The same of what was made of the values.
    ///
    /// @param made one for each row, null or not
    void fold(Loop.Grouped loop, long made, long accumulators) {
        if (rowNumbers == 0) {
            loop.apply(groups, made, accumulators, count);
        } else {
            loop.applySelected(groups, made, rowNumbers, accumulators, count);
        }
    }
}
