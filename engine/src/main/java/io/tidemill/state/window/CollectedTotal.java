// SPDX-License-Identifier: Apache-2.0
package io.tidemill.state.window;

import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.MemoryLimitException;
import io.tidemill.state.accumulation.Accumulators;
import io.tidemill.state.accumulation.CollectedAccumulation;
import io.tidemill.state.accumulation.CollectedValues;

/// All values over a window: slices leave in the order in which they entered, so those of a group that leave are the first that it has.
final class CollectedTotal implements TotalColumn {
    /// Fewer values that were left out are not worth a move.
    private static final int LEAST_LEFT_OUT = 1_024;

    private CollectedValues values;
    private CollectedValues spare; // holds no memory but during a move

    CollectedTotal(CollectedAccumulation accumulation, MemoryBudget budget) {
        values = accumulation.accumulators(budget, ColumnTotals.WHAT);
        spare = accumulation.accumulators(budget, ColumnTotals.WHAT);
    }

    @Override
    public void ensure(int groups) {
        values.ensure(groups);
    }

    @Override
    public void enter(Accumulators slice, long mapping, int groups) {
        values.merge(slice, Accumulators.ALL, groups, mapping);
    }

    @Override
    public void leave(Accumulators slice, long mapping, int groups) {
        values.leaveOut((CollectedValues) slice, mapping, groups);
        if (values.leftOut() >= LEAST_LEFT_OUT && values.leftOut() > values.size() - values.leftOut()) {
            move();
        }
    }

    private void move() {
        try {
            spare.ensure(values.groups());
            spare.merge(values, Accumulators.ALL, values.groups(), Accumulators.ALL);
            CollectedValues left = values;
            values = spare;
            spare = left;
        } catch (MemoryLimitException refused) {
            // they stay where they are
        } finally {
            spare.close();
        }
    }

    @Override
    public void pick(long which, int count, Accumulators picked) {
        values.pick(which, count, picked);
    }

    @Override
    public void mergeInto(Accumulators target, long which, int count, long numbers) {
        target.merge(values, which, count, numbers);
    }

    @Override
    public void take(TotalColumn other, long which, int count) {
        values.ensure(count);
        values.merge(((CollectedTotal) other).values, which, count, Accumulators.ALL);
    }

    @Override
    public void close() {
        values.close();
        spare.close();
    }
}
