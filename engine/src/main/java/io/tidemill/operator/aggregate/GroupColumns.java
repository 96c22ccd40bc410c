// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.aggregate;

import java.util.Optional;

import io.tidemill.memory.Chunk;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;
import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.Owned;
import io.tidemill.operator.columns.ColumnGather;
import io.tidemill.operator.fold.AggregatePlan;
import io.tidemill.operator.window.Windows;
import io.tidemill.state.GroupResults;

/// Makes the columns that say something of a whole group: keys and aggregates, which come first, and the change, which is last.
final class GroupColumns {
    private final ColumnGather[] keys;
    private final AggregateColumns columns;
    private final AggregateColumn[] aggregates;
    private final Optional<ConstantColumn> change;

    /// @param retracts whether a last column tells what is taken back from what is added
    GroupColumns(Schema output, int keyCount, AggregatePlan plan, boolean retracts, OperatorContext context,
            Owned owned) {
        keys = new ColumnGather[keyCount];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = new ColumnGather(output.field(i).type(), context, owned);
        }
        columns = new AggregateColumns(plan, context, owned);
        change = retracts ? Optional.of(new ConstantColumn(Type.INT32, context, owned)) : Optional.empty();
        aggregates = new AggregateColumn[plan.results().size()];
        for (int i = 0; i < aggregates.length; i++) {
            aggregates[i] = columns.of(plan.results().get(i));
        }
    }

    /// How many columns come before all others.
    int count() {
        return keys.length + aggregates.length;
    }

    /// Starts with the groups of a window.
    void begin(Windows windows) {
        columns.begin(windows);
        if (change.isPresent()) {
            change.get().set(windows.change(), 0);
        }
    }

    /// Says which places the rows at hand have in their groups, as int32.
    void rank(long places) {
        columns.rank(places);
    }

    /// Sets these columns of a chunk.
    ///
    /// @param numbers the group of each row, as int32
    void make(GroupResults results, long numbers, int count, Chunk chunk) {
        long keyNumbers = keys.length == 0 ? numbers : results.groups().keyNumbers(numbers, count);
        for (int i = 0; i < keys.length; i++) {
            chunk.column(i).set(keys[i].gather(results.groups().key(i), keyNumbers, count), 0);
        }
        for (int i = 0; i < aggregates.length; i++) {
            chunk.column(keys.length + i).set(aggregates[i].make(results, numbers, count), 0);
        }
        if (change.isPresent()) {
            chunk.column(chunk.schema().size() - 1).set(change.get().make(results, numbers, count), 0);
        }
    }
}
