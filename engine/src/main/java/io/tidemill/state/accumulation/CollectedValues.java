// SPDX-License-Identifier: Apache-2.0
package io.tidemill.state.accumulation;

import java.util.List;

import io.tidemill.memory.Column;
import io.tidemill.memory.Memory;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.table.GrowableColumn;
import io.tidemill.state.row.RowChains;
import io.tidemill.state.row.RowSort;
import io.tidemill.state.row.RowStore;

/// All values of each group, and when each came: the slot of the ring, and the row among all that came of it, as int64s.
///
/// What is left out stays in memory until all are forgotten.
public final class CollectedValues implements Accumulators {
    private static final int ARRIVAL_BYTES = 2 * Long.BYTES;

    private final RowStore values;
    private final GrowableColumn arrivals; // by row of the store
    private final RowChains chains; // of the rows of a group, in the order in which they were added
    private final RowSort added; // rows of others
    private final Column[] source;
    private final RowSort.Order byArrival = this::compareArrivals;
    private int groups;
    private int leftOut;

    CollectedValues(CollectedAccumulation kind, MemoryBudget budget, String what) {
        values = new RowStore(budget, what, List.of(kind.type()));
        arrivals = GrowableColumn.zeroed(budget, what, ARRIVAL_BYTES);
        chains = new RowChains(budget, what);
        added = new RowSort(budget, what);
        source = new Column[]{new Column(kind.type())};
    }

    @Override
    public void ensure(int groupCount) {
        groups = Math.max(groups, groupCount);
        chains.ensure(groups, values.end());
    }

    /// Appends values, which are to be [linked][#link]; answers the number of the first.
    ///
    /// @param rowNumbers which rows of the column, as int32; 0 for the first `count`
    public int append(Column column, long rowNumbers, int count) {
        int first = values.end();
        source[0] = column;
        if (rowNumbers == 0) {
            values.append(source, count);
        } else {
            values.append(source, rowNumbers, count);
        }
        values.show(true);
        arrivals.ensure(values.end());
        chains.ensure(groups, values.end());
        return first;
    }

    /// Says whose a value is, and when it came.
    public void link(int row, int group, long slot, long rowOfSlot) {
        Memory.putLong(arrival(row), slot);
        Memory.putLong(arrival(row) + Long.BYTES, rowOfSlot);
        chains.add(group, row);
    }

    private long arrival(int row) {
        return arrivals.address() + (long) ARRIVAL_BYTES * row;
    }

    @Override
    public void merge(Accumulators others, long which, int count, long numbers) {
        CollectedValues from = (CollectedValues) others;
        for (int i = 0; i < count; i++) {
            int theirs = which == ALL ? i : Memory.intAt(which + 4L * i);
            int here = numbers == ALL ? i : Memory.intAt(numbers + 4L * i);
            if (from == this) {
                chains.move(theirs, here);
            } else {
                add(from, theirs, here);
            }
        }
    }

    private void add(CollectedValues from, int theirs, int here) {
        added.clear();
        from.list(theirs, added);
        if (added.count() == 0) {
            return;
        }
        int first = append(from.values(), added.address(), added.count());
        for (int i = 0; i < added.count(); i++) {
            long arrival = from.arrival(Memory.intAt(added.address() + 4L * i));
            link(first + i, here, Memory.longAt(arrival), Memory.longAt(arrival + Long.BYTES));
        }
    }

    private void list(int group, RowSort target) {
        for (int row = chains.first(group); row != RowChains.END; row = chains.after(row)) {
            target.add(row);
        }
    }

    /// The values of all groups, by number; from 1 on.
    public Column values() {
        return values.column(0);
    }

    /// Lists the numbers of the values of a group, in the order in which they came.
    public int listByArrival(int group, RowSort target) {
        target.clear();
        list(group, target);
        target.sort(byArrival);
        return target.count();
    }

    private int compareArrivals(int left, int right) {
        long one = arrival(left);
        long other = arrival(right);
        int bySlot = Long.compare(Memory.longAt(one), Memory.longAt(other));
        return bySlot != 0
                ? bySlot
                : Long.compare(Memory.longAt(one + Long.BYTES), Memory.longAt(other + Long.BYTES));
    }

    /// Leaves out as many values of groups as they have in others, which were the first to be merged.
    ///
    /// @param numbers of the groups here, by theirs
    public void leaveOut(CollectedValues others, long numbers, int count) {
        for (int theirs = 0; theirs < count; theirs++) {
            int here = Memory.intAt(numbers + 4L * theirs);
            int row = chains.first(here);
            for (int their = others.chains.first(theirs); their != RowChains.END; their = others.chains.after(their)) {
                row = chains.after(row);
                leftOut++;
            }
            chains.drop(here, row);
        }
    }

    /// How many values are in memory that were left out.
    public int leftOut() {
        return leftOut;
    }

    /// How many values are in memory.
    public int size() {
        return values.end() - 1;
    }

    /// How many groups there is room for.
    public int groups() {
        return groups;
    }

    @Override
    public void pick(long which, int count, Accumulators picked) {
        picked.clear();
        picked.ensure(count);
        picked.merge(this, which, count, ALL);
    }

    @Override
    public void clear() {
        values.clear();
        arrivals.clear();
        chains.clear();
        added.clear();
        groups = 0;
        leftOut = 0;
    }

    @Override
    public void close() {
        values.close();
        arrivals.close();
        chains.close();
        added.close();
        groups = 0;
        leftOut = 0;
    }
}
