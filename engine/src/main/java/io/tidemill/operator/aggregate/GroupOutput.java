// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.aggregate;

import io.tidemill.memory.Chunk;
import io.tidemill.memory.Schema;
import io.tidemill.memory.table.GrowableColumn;
import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.Output;
import io.tidemill.operator.Owned;
import io.tidemill.operator.window.Windows;
import io.tidemill.state.GroupResults;

/// Puts each group out as a row, keys first.
final class GroupOutput implements WindowOutput {
    private final int chunkRows;
    private final GroupColumns columns;
    private final GrowableColumn order; // numbers of groups
    private final Chunk chunk;
    private int next;
    private int last;

    GroupOutput(Schema output, GroupColumns columns, OperatorContext context, Owned owned) {
        this.columns = columns;
        chunkRows = context.chunkRows();
        order = owned.add(GrowableColumn.zeroed(context.budget(), "the order of groups", Integer.BYTES));
        chunk = new Chunk(output);
    }

    @Override
    public void begin(Windows windows) {
        GroupResults results = windows.results();
        columns.begin(windows);
        order.clear();
        order.ensure(results.groups().count());
        last = results.order(order.address());
        next = 0;
    }

    @Override
    public boolean pass(GroupResults results, Output output) {
        int count = Math.min(chunkRows, last - next);
        if (count > 0) {
            columns.make(results, order.address() + 4L * next, count, chunk);
            chunk.rows(count);
            next += count;
            output.pass(chunk);
        }
        return next < last;
    }
}
