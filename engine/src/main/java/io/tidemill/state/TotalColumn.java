// SPDX-License-Identifier: Apache-2.0
package io.tidemill.state;

import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.table.GrowableColumn;

/// One accumulation over all slices of a window, by the window's group numbers.
sealed interface TotalColumn extends AutoCloseable permits ExactTotal, StackedTotal {

    static TotalColumn of(Accumulation accumulation, MemoryBudget budget) {
        return accumulation.isExact()
                ? new ExactTotal(accumulation, budget)
                : new StackedTotal(accumulation, budget);
    }

    /// Whether it keeps two stacks, which are flipped.
    boolean flips();

    /// Makes room for so many groups.
    void ensure(int groups);

    void enter(GrowableColumn slice, long mapping, int groups);

    void leave(GrowableColumn slice, long mapping, int groups);

    void beginFlip(int windowGroups);

    void flip(GrowableColumn slice, long mapping, int groups);

    /// Picks the totals of some groups.
    void gather(long numbers, int count, long target);

    /// Takes over the totals of some groups of another, which get the numbers 0, 1, 2 and so on.
    void take(TotalColumn other, long which, int count);

    @Override
    void close();
}
