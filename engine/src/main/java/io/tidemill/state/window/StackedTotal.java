// SPDX-License-Identifier: Apache-2.0
package io.tidemill.state.window;

import io.tidemill.memory.MemoryBudget;
import io.tidemill.state.Ordinals;
import io.tidemill.state.accumulation.Accumulation;
import io.tidemill.state.accumulation.Accumulators;

/// A total from which nothing can be subtracted: two stacks, as [WindowTotals] explains them.
final class StackedTotal implements TotalColumn {
    private final Accumulators.Replaceable front; // over the slices that were flipped and have not left
    private final Accumulators.Replaceable back; // over those that came since
    private final Accumulators.Replaceable before; // what the front was, of the groups of a slice
    private final Ordinals ordinals;

    StackedTotal(Accumulation.Stackable accumulation, MemoryBudget budget) {
        this.front = accumulation.accumulators(budget, ColumnTotals.WHAT);
        this.back = accumulation.accumulators(budget, ColumnTotals.WHAT);
        this.before = accumulation.accumulators(budget, ColumnTotals.WHAT);
        this.ordinals = new Ordinals(budget, ColumnTotals.WHAT);
    }

    @Override
    public boolean flips() {
        return true;
    }

    @Override
    public void ensure(int groups) {
        front.ensure(groups);
        back.ensure(groups);
    }

    @Override
    public void enter(Accumulators slice, long mapping, int groups) {
        back.merge(slice, Accumulators.ALL, groups, mapping);
    }

    @Override
    public void beginFlip(int windowGroups) {
        front.clear();
        back.clear();
        ensure(windowGroups);
    }

    @Override
    public void flip(Accumulators slice, long mapping, int groups) {
        front.pick(mapping, groups, before);
        front.merge(slice, Accumulators.ALL, groups, mapping);
        ((Accumulators.Replaceable) slice).replace(before, Accumulators.ALL, groups, Accumulators.ALL);
    }

    @Override
    public void leave(Accumulators slice, long mapping, int groups) {
        front.replace(slice, Accumulators.ALL, groups, mapping);
    }

    @Override
    public void pick(long which, int count, Accumulators picked) {
        front.pick(which, count, picked);
        picked.merge(back, which, count, ordinals.address(count));
    }

    @Override
    public void mergeInto(Accumulators target, long which, int count, long numbers) {
        target.merge(front, which, count, numbers);
        target.merge(back, which, count, numbers);
    }

    @Override
    public void take(TotalColumn other, long which, int count) {
        StackedTotal all = (StackedTotal) other;
        ensure(count);
        front.replace(all.front, which, count, Accumulators.ALL);
        back.replace(all.back, which, count, Accumulators.ALL);
    }

    @Override
    public void close() {
        front.close();
        back.close();
        before.close();
        ordinals.close();
    }
}
