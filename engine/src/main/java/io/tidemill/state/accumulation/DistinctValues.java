// SPDX-License-Identifier: Apache-2.0
package io.tidemill.state.accumulation;

import io.tidemill.memory.Column;
import io.tidemill.memory.Memory;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.state.row.RowSort;
import io.tidemill.state.row.StoredValues;

/// The values of each group, each once, and how many they are.
public final class DistinctValues implements Accumulators {
    private final ValueSets sets;
    private final FixedAccumulators counts;
    private final RowSort.Order byValue = this::compareValues;
    private final Column[] batch; // views of columns from some row on

    DistinctValues(DistinctAccumulation kind, MemoryBudget budget, String what) {
        sets = new ValueSets(kind.types(), budget, what);
        counts = kind.results(budget, what);
        batch = kind.types().stream().map(Column::new).toArray(Column[]::new);
    }

    @Override
    public void ensure(int groups) {
        sets.ensure(groups);
        counts.ensure(groups);
    }

    /// Adds the values of rows to their groups.
    ///
    /// @param columns dense, without nulls
    /// @param groups as int32
    public void add(Column[] columns, long groups, int count) {
        for (int from = 0; from < count; from += ValueSets.BATCH) {
            for (int i = 0; i < columns.length; i++) {
                batch[i].set(columns[i], from);
            }
            int known = sets.size();
            sets.add(batch, groups + 4L * from, Math.min(ValueSets.BATCH, count - from));
            countFrom(known);
        }
    }

    private void countFrom(int known) {
        for (int pair = known; pair < sets.size(); pair++) {
            long count = counts.address() + 8L * sets.group(pair);
            Memory.putLong(count, Memory.longAt(count) + 1);
        }
    }

    @Override
    public void merge(Accumulators others, long which, int count, long numbers) {
        ValueSets from = ((DistinctValues) others).sets;
        for (int i = 0; i < count; i++) {
            int theirs = which == ALL ? i : Memory.intAt(which + 4L * i);
            for (int pair = from.latest(theirs); pair != ValueSets.NONE; pair = from.before(pair)) {
                stage(from, pair, numbers == ALL ? i : Memory.intAt(numbers + 4L * i));
            }
        }
        addStaged(from);
    }

    /// Adds a value of others to a group, at the latest with the next [#addStaged].
    public void stage(ValueSets from, int pair, int group) {
        if (sets.stage(pair, group)) {
            addStaged(from);
        }
    }

    public void addStaged(ValueSets from) {
        int known = sets.size();
        sets.addStaged(from);
        countFrom(known);
    }

    /// All pairs.
    public ValueSets sets() {
        return sets;
    }

    /// Puts numbers of values into a column of them, or the values themselves into one like these.
    @Override
    public void pick(long which, int count, Accumulators picked) {
        if (picked instanceof DistinctValues values) {
            values.clear();
            values.ensure(count);
            values.merge(this, which, count, ALL);
        } else {
            counts.pick(which, count, picked);
        }
    }

    /// The values of all groups, by their number; of the first type, where several make a value.
    public Column values() {
        return sets.values();
    }

    private int compareValues(int left, int right) {
        Column values = values();
        return StoredValues.compare(values, left, values, right);
    }

    /// Lists the numbers of the values of a group from the least value to the greatest, as int32; answers how many.
    public int list(int group, RowSort target) {
        target.clear();
        for (int pair = sets.latest(group); pair != ValueSets.NONE; pair = sets.before(pair)) {
            target.add(sets.value(pair));
        }
        target.sort(byValue);
        return target.count();
    }

    @Override
    public void clear() {
        sets.clear();
        counts.clear();
    }

    @Override
    public void close() {
        sets.close();
        counts.close();
    }
}
