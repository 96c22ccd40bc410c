// SPDX-License-Identifier: Apache-2.0
package io.tidemill.state.window;

import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.MemoryLimitException;
import io.tidemill.state.accumulation.Accumulators;
import io.tidemill.state.accumulation.DistinctAccumulation;
import io.tidemill.state.accumulation.DistinctValues;

/// Distinct values over a window: a value is gone with the last slice that has it.
final class DistinctTotal implements TotalColumn {
    private CountedSets sets;
    private CountedSets spare; // holds no memory but during a rebuild

    DistinctTotal(DistinctAccumulation accumulation, MemoryBudget budget) {
        sets = new CountedSets(accumulation, budget);
        spare = new CountedSets(accumulation, budget);
    }

    @Override
    public void ensure(int groups) {
        sets.ensure(groups);
    }

    @Override
    public void enter(Accumulators slice, long mapping, int groups) {
        sets.change((DistinctValues) slice, mapping, 1);
    }

    @Override
    public void leave(Accumulators slice, long mapping, int groups) {
        sets.change((DistinctValues) slice, mapping, -1);
        if (sets.isStale()) {
            leaveDeadBehind();
        }
    }

    private void leaveDeadBehind() {
        try {
            spare.takeAll(sets);
            CountedSets left = sets;
            sets = spare;
            spare = left;
        } catch (MemoryLimitException refused) {
            // they stay where they are
        } finally {
            spare.close();
        }
    }

    @Override
    public void pick(long which, int count, Accumulators picked) {
        sets.pick(which, count, picked);
    }

    @Override
    public void mergeInto(Accumulators target, long which, int count, long numbers) {
        sets.mergeInto((DistinctValues) target, which, count, numbers);
    }

    @Override
    public void take(TotalColumn other, long which, int count) {
        sets.take(((DistinctTotal) other).sets, which, count);
    }

    @Override
    public void close() {
        sets.close();
        spare.close();
    }
}
