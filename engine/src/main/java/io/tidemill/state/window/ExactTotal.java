// SPDX-License-Identifier: Apache-2.0
package io.tidemill.state.window;

import io.tidemill.memory.MemoryBudget;
import io.tidemill.state.accumulation.Accumulators;
import io.tidemill.state.accumulation.FixedAccumulation;
import io.tidemill.state.accumulation.FixedAccumulators;

/// A total from which a slice that leaves is subtracted.
final class ExactTotal implements TotalColumn {
    private final FixedAccumulators totals;

    ExactTotal(FixedAccumulation accumulation, MemoryBudget budget) {
        this.totals = accumulation.accumulators(budget, ColumnTotals.WHAT);
    }

    @Override
    public void ensure(int groups) {
        totals.ensure(groups);
    }

    @Override
    public void enter(Accumulators slice, long mapping, int groups) {
        totals.merge(slice, Accumulators.ALL, groups, mapping);
    }

    @Override
    public void leave(Accumulators slice, long mapping, int groups) {
        totals.subtract(slice, groups, mapping);
    }

    @Override
    public void pick(long which, int count, Accumulators picked) {
        totals.pick(which, count, picked);
    }

    @Override
    public void mergeInto(Accumulators target, long which, int count, long numbers) {
        target.merge(totals, which, count, numbers);
    }

    @Override
    public void take(TotalColumn other, long which, int count) {
        totals.ensure(count);
        totals.replace(((ExactTotal) other).totals, which, count, Accumulators.ALL);
    }

    @Override
    public void close() {
        totals.close();
    }
}
