// SPDX-License-Identifier: Apache-2.0
package io.tidemill.state;

import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.table.GrowableColumn;

/// A total from which a slice that leaves is subtracted.
final class ExactTotal implements TotalColumn {
    private final Accumulation accumulation;
    private final GrowableColumn totals;

    ExactTotal(Accumulation accumulation, MemoryBudget budget) {
        this.accumulation = accumulation;
        this.totals = accumulation.column(budget, ColumnTotals.WHAT);
    }

    @Override
    public boolean flips() {
        return false;
    }

    @Override
    public void ensure(int groups) {
        totals.ensure(groups);
    }

    @Override
    public void enter(GrowableColumn slice, long mapping, int groups) {
        accumulation.merge(slice, mapping, groups, totals);
    }

    @Override
    public void leave(GrowableColumn slice, long mapping, int groups) {
        accumulation.subtract(slice, mapping, groups, totals);
    }

    @Override
    public void beginFlip(int windowGroups) {}

    @Override
    public void flip(GrowableColumn slice, long mapping, int groups) {}

    @Override
    public void gather(long numbers, int count, long target) {
        accumulation.gather(totals, numbers, count, target);
    }

    @Override
    public void take(TotalColumn other, long which, int count) {
        totals.ensure(count);
        accumulation.gather(((ExactTotal) other).totals, which, count, totals.address());
    }

    @Override
    public void close() {
        totals.close();
    }
}
