// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.aggregate;

import io.tidemill.memory.Chunk;
import io.tidemill.memory.Column;
import io.tidemill.memory.Memory;
import io.tidemill.memory.Schema;
import io.tidemill.memory.table.GrowableColumn;
import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.Output;
import io.tidemill.operator.Owned;
import io.tidemill.operator.columns.ColumnGather;
import io.tidemill.operator.fold.AggregatePlan;
import io.tidemill.operator.fold.AggregateStep;
import io.tidemill.operator.window.Windows;
import io.tidemill.state.GroupResults;
import io.tidemill.state.accumulation.RankedRows;

/// Puts out the first rows of each group in their order: what is of the group, then the columns of the row.
///
/// The rows of some groups at a time are copied and sorted, and passed on a chunk at a time.
final class TopOutput implements WindowOutput {
    /// How many rows are copied at once at most, unless a single group has more.
    private static final int MOST_PICKED = 1 << 16;

    private final int chunkRows;
    private final int groupsAtOnce;
    private final int step;
    private final boolean[] isNullable;
    private final GroupColumns columns;
    private final ColumnGather[] gathers;
    private final RankedRows picked;
    private final GrowableColumn order; // numbers of groups
    private final GrowableColumn rows; // of the groups at hand: the numbers of their rows in what was picked
    private final long numbers; // of the rows at hand: their groups
    private final long places; // their places in them
    private final Chunk chunk;
    private int next; // group to be picked
    private int last;
    private int firstPicked;
    private int group; // whose rows are put out, among those that were picked
    private int row; // in that group
    private int groups; // that were picked
    private int nextRow; // in `rows`
    private int lastRow;

    TopOutput(Schema output, AggregatePlan plan, AggregateStep.Top top, GroupColumns columns, OperatorContext context,
            Owned owned) {
        this.columns = columns;
        step = plan.steps().indexOf(top);
        chunkRows = context.chunkRows();
        groupsAtOnce = Math.clamp(MOST_PICKED / top.most(), 1, chunkRows);
        gathers = new ColumnGather[top.putOut()];
        isNullable = new boolean[gathers.length];
        for (int i = 0; i < gathers.length; i++) {
            gathers[i] = new ColumnGather(output.field(columns.count() + i).type(), context, owned);
            isNullable[i] = output.field(columns.count() + i).nullable();
        }
        picked = (RankedRows) owned.add(plan.accumulations(context.forge())
                .get(step)
                .results(context.budget(), "the first rows of " + context.name()));
        order = owned.add(GrowableColumn.zeroed(context.budget(), "the order of groups", Integer.BYTES));
        rows = owned.add(GrowableColumn.zeroed(context.budget(), "the order of rows", Integer.BYTES));
        numbers = owned.allocate(context, "groups of rows", 4L * chunkRows);
        places = owned.allocate(context, "places of rows", 4L * chunkRows);
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
        nextRow = 0;
        lastRow = 0;
    }

    @Override
    public boolean pass(GroupResults results, Output output) {
        while (nextRow == lastRow && next < last) {
            pick(results);
        }
        int count = Math.min(chunkRows, lastRow - nextRow);
        if (count > 0) {
            number(count);
            columns.rank(places);
            columns.make(results, numbers, count, chunk);
            for (int i = 0; i < gathers.length; i++) {
                Column column = chunk.column(columns.count() + i);
                column.set(gathers[i].gather(picked.column(i), rows.address() + 4L * nextRow, count), 0);
                if (!isNullable[i]) {
                    column.setValidity(0, 0);
                }
            }
            chunk.rows(count);
            nextRow += count;
            output.pass(chunk);
        }
        return nextRow < lastRow || next < last;
    }

    private void pick(GroupResults results) {
        firstPicked = next;
        groups = Math.min(groupsAtOnce, last - next);
        results.pick(step, order.address() + 4L * next, groups, picked);
        next += groups;
        rows.clear();
        rows.ensure(picked.rows());
        lastRow = picked.order(groups, rows.address());
        nextRow = 0;
        group = 0;
        row = 0;
    }

    /// Writes group and place of the next rows.
    private void number(int count) {
        for (int i = 0; i < count; i++) {
            while (row == picked.count(group)) {
                group++;
                row = 0;
            }
            Memory.putInt(numbers + 4L * i, Memory.intAt(order.address() + 4L * (firstPicked + group)));
            Memory.putInt(places + 4L * i, ++row);
        }
    }
}
