// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.aggregate;

import java.util.Optional;

import io.tidemill.memory.Chunk;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;
import io.tidemill.memory.table.GrowableColumn;
import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.Output;
import io.tidemill.operator.Owned;
import io.tidemill.operator.columns.ColumnGather;
import io.tidemill.operator.fold.AggregatePlan;
import io.tidemill.operator.window.Windows;
import io.tidemill.state.GroupResults;

/// Puts groups out as rows, keys first, a chunk at a time.
final class GroupOutput {
    private final int chunkRows;
    private final ColumnGather[] keys;
    private final AggregateColumns columns;
    private final AggregateColumn[] aggregates;
    private final GrowableColumn order; // numbers of groups
    private final Chunk chunk;
    private final Optional<ConstantColumn> change;
    private int next;
    private int last;

    /// @param retracts whether a last column tells what is taken back from what is added
    GroupOutput(Schema output, AggregatePlan plan, boolean retracts, OperatorContext context, Owned owned) {
        chunkRows = context.chunkRows();
        aggregates = new AggregateColumn[plan.results().size()];
        keys = new ColumnGather[output.size() - aggregates.length - (retracts ? 1 : 0)];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = new ColumnGather(output.field(i).type(), context, owned);
        }
        columns = new AggregateColumns(plan, context, owned);
        change = retracts ? Optional.of(new ConstantColumn(Type.INT32, context, owned)) : Optional.empty();
        for (int i = 0; i < aggregates.length; i++) {
            aggregates[i] = columns.of(plan.results().get(i));
        }
        order = owned.add(GrowableColumn.zeroed(context.budget(), "the order of groups", Integer.BYTES));
        chunk = new Chunk(output);
    }

    /// Starts with the groups of a window.
    void begin(Windows windows) {
        GroupResults results = windows.results();
        columns.begin(windows);
        if (change.isPresent()) {
            change.get().set(windows.change(), 0);
        }
        order.clear();
        order.ensure(results.groups().count());
        last = results.order(order.address());
        next = 0;
    }

    /// Passes on the next chunk of groups; answers whether there are more.
    boolean pass(GroupResults results, Output output) {
        int count = Math.min(chunkRows, last - next);
        if (count > 0) {
            long numbers = order.address() + 4L * next;
            long keyNumbers = keys.length == 0 ? numbers : results.groups().keyNumbers(numbers, count);
            for (int i = 0; i < keys.length; i++) {
                chunk.column(i).set(keys[i].gather(results.groups().key(i), keyNumbers, count), 0);
            }
            for (int i = 0; i < aggregates.length; i++) {
                chunk.column(keys.length + i).set(aggregates[i].make(results, numbers, count), 0);
            }
            if (change.isPresent()) {
                chunk.column(keys.length + aggregates.length).set(change.get().make(results, numbers, count), 0);
            }
            chunk.rows(count);
            next += count;
            output.pass(chunk);
        }
        return next < last;
    }
}
