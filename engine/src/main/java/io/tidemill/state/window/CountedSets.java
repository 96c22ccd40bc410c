// SPDX-License-Identifier: Apache-2.0
package io.tidemill.state.window;

import io.tidemill.memory.Memory;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.table.GrowableColumn;
import io.tidemill.state.accumulation.Accumulators;
import io.tidemill.state.accumulation.DistinctAccumulation;
import io.tidemill.state.accumulation.DistinctValues;
import io.tidemill.state.accumulation.FixedAccumulators;
import io.tidemill.state.accumulation.ValueSets;

/// The values of each group over some slices: in how many slices each is, and how many are in any.
final class CountedSets implements AutoCloseable {
    /// Fewer dead pairs are not worth a rebuild.
    private static final int LEAST_DEAD = 1_024;

    private final ValueSets sets;
    private final GrowableColumn slices; // int32 by pair
    private final FixedAccumulators counts; // by group
    private int groups;
    private int dead; // pairs that are in no slice

    CountedSets(DistinctAccumulation kind, MemoryBudget budget) {
        sets = new ValueSets(kind.types(), budget, ColumnTotals.WHAT);
        slices = GrowableColumn.zeroed(budget, ColumnTotals.WHAT, Integer.BYTES);
        counts = kind.results(budget, ColumnTotals.WHAT);
    }

    void ensure(int groupCount) {
        sets.ensure(groupCount);
        counts.ensure(groupCount);
        groups = Math.max(groups, groupCount);
    }

    /// Adds a slice, or takes it away.
    ///
    /// @param change 1 or -1
    void change(DistinctValues slice, long mapping, int change) {
        ValueSets from = slice.sets();
        for (int pair = 0; pair < from.size(); pair++) {
            if (sets.stage(pair, Memory.intAt(mapping + 4L * from.group(pair)))) {
                changeStaged(from, change);
            }
        }
        changeStaged(from, change);
    }

    private void changeStaged(ValueSets from, int change) {
        int known = sets.size();
        int count = sets.addStaged(from);
        slices.ensure(sets.size());
        for (int i = 0; i < count; i++) {
            int pair = sets.addedPair(i);
            int before = slices(pair);
            Memory.putInt(slices.address() + 4L * pair, before + change);
            if (before == 0) {
                count(pair, 1);
                dead -= pair < known ? 1 : 0;
            } else if (before + change == 0) {
                count(pair, -1);
                dead++;
            }
        }
    }

    private int slices(int pair) {
        return Memory.intAt(slices.address() + 4L * pair);
    }

    private void count(int pair, int change) {
        long count = counts.address() + 8L * sets.group(pair);
        Memory.putLong(count, Memory.longAt(count) + change);
    }

    /// Whether more pairs are dead than alive, and enough to pay for leaving them behind.
    boolean isStale() {
        return dead >= LEAST_DEAD && dead > sets.size() - dead;
    }

    /// Takes over the live pairs of some groups of others, which get the numbers 0, 1, 2 and so on.
    void take(CountedSets others, long which, int count) {
        ensure(count);
        for (int i = 0; i < count; i++) {
            int theirs = which == Accumulators.ALL ? i : Memory.intAt(which + 4L * i);
            for (int pair = others.live(others.sets.latest(theirs)); pair != ValueSets.NONE; pair = others
                    .live(others.sets.before(pair))) {
                if (sets.stage(pair, i)) {
                    takeStaged(others);
                }
            }
        }
        takeStaged(others);
    }

    /// The same with all groups.
    void takeAll(CountedSets others) {
        take(others, Accumulators.ALL, others.groups);
    }

    private void takeStaged(CountedSets others) {
        int count = sets.addStaged(others.sets);
        slices.ensure(sets.size());
        for (int i = 0; i < count; i++) {
            int pair = sets.addedPair(i);
            Memory.putInt(slices.address() + 4L * pair, others.slices(sets.stagedPair(i)));
            count(pair, 1);
        }
    }

    /// A pair, or the one before it in its group that is in a slice.
    private int live(int pair) {
        int next = pair;
        while (next != ValueSets.NONE && slices(next) == 0) {
            next = sets.before(next);
        }
        return next;
    }

    void mergeInto(DistinctValues target, long which, int count, long numbers) {
        for (int i = 0; i < count; i++) {
            int group = numbers == Accumulators.ALL ? i : Memory.intAt(numbers + 4L * i);
            for (int pair = live(sets.latest(Memory.intAt(which + 4L * i))); pair != ValueSets.NONE; pair = live(
                    sets.before(pair))) {
                target.stage(sets, pair, group);
            }
        }
        target.addStaged(sets);
    }

    void pick(long which, int count, Accumulators picked) {
        if (picked instanceof DistinctValues values) {
            values.clear();
            values.ensure(count);
            mergeInto(values, which, count, Accumulators.ALL);
        } else {
            counts.pick(which, count, picked);
        }
    }

    @Override
    public void close() {
        sets.close();
        slices.close();
        counts.close();
        groups = 0;
        dead = 0;
    }
}
