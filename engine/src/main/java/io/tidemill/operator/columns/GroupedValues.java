// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.columns;

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
    private long source;
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

    /// @param groupNumbers of all rows, null or not
    void set(Column column, long groupNumbers, int rows) {
        source = column.data();
        if (column.validity() == 0) {
            rowNumbers = 0;
            groups = groupNumbers;
            count = rows;
        } else {
            rowNumbers = validRows;
            groups = validGroups;
            count = select.current().apply(column.validity(), column.validityBit(), validRows, rows);
            gather.current().apply(groupNumbers, validRows, validGroups, count);
        }
    }

    void count(Loop.GroupedCount loop, long accumulators) {
        loop.apply(groups, accumulators, count);
    }

    void fold(Loop.Grouped loop, long accumulators) {
        if (rowNumbers == 0) {
            loop.apply(groups, source, accumulators, count);
        } else {
            loop.applySelected(groups, source, rowNumbers, accumulators, count);
        }
    }
}
