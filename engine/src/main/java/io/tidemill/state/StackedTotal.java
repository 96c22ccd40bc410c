// SPDX-License-Identifier: Apache-2.0
package io.tidemill.state;

import io.tidemill.memory.Memory;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.table.GrowableColumn;

/// A total from which nothing can be subtracted: two stacks, as [WindowTotals] explains them.
final class StackedTotal implements TotalColumn {
    private final Accumulation accumulation;
    private final GrowableColumn front; // over the slices that were flipped and have not left
    private final GrowableColumn back; // over those that came since
    private final GrowableColumn picked;
    private final GrowableColumn numbers; // 0, 1, 2, ...

    StackedTotal(Accumulation accumulation, MemoryBudget budget) {
        this.accumulation = accumulation;
        this.front = accumulation.column(budget, ColumnTotals.WHAT);
        this.back = accumulation.column(budget, ColumnTotals.WHAT);
        this.picked = accumulation.column(budget, ColumnTotals.WHAT);
        this.numbers = GrowableColumn.zeroed(budget, ColumnTotals.WHAT, Integer.BYTES);
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
    public void enter(GrowableColumn slice, long mapping, int groups) {
        accumulation.merge(slice, mapping, groups, back);
    }

    @Override
    public void beginFlip(int windowGroups) {
        front.clear();
        back.clear();
        ensure(windowGroups);
    }

    @Override
    public void flip(GrowableColumn slice, long mapping, int groups) {
        picked.ensure(groups);
        accumulation.gather(front, mapping, groups, picked.address());
        accumulation.merge(slice, mapping, groups, front);
        Memory.copy(picked.address(), slice.address(), (long) groups * accumulation.type().byteWidth());
    }

    @Override
    public void leave(GrowableColumn slice, long mapping, int groups) {
        accumulation.restore(slice, mapping, groups, front);
    }

    @Override
    public void gather(long which, int count, long target) {
        picked.ensure(count);
        accumulation.gather(front, which, count, target);
        accumulation.gather(back, which, count, picked.address());
        accumulation.merge(picked.address(), numbers(count), count, target);
    }

    private long numbers(int count) {
        int known = numbers.groups();
        numbers.ensure(count);
        for (int i = known; i < count; i++) {
            Memory.putInt(numbers.address() + 4L * i, i);
        }
        return numbers.address();
    }

    @Override
    public void take(TotalColumn other, long which, int count) {
        StackedTotal all = (StackedTotal) other;
        ensure(count);
        accumulation.gather(all.front, which, count, front.address());
        accumulation.gather(all.back, which, count, back.address());
    }

    @Override
    public void close() {
        front.close();
        back.close();
        picked.close();
        numbers.close();
    }
}
