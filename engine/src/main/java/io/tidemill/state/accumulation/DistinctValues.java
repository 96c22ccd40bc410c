// SPDX-License-Identifier: Apache-2.0
package io.tidemill.state.accumulation;

import io.tidemill.memory.Column;
import io.tidemill.memory.Memory;
import io.tidemill.memory.MemoryBudget;

/// The values of each group, each once, and how many they are.
public final class DistinctValues implements Accumulators {
    private final ValueSets sets;
    private final FixedAccumulators counts;
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
                stage(from, pair, Memory.intAt(numbers + 4L * i));
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

    @Override
    public void pick(long which, int count, Accumulators picked) {
        counts.pick(which, count, picked);
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
