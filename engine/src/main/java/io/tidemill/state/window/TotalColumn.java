// SPDX-License-Identifier: Apache-2.0
package io.tidemill.state.window;

import io.tidemill.memory.MemoryBudget;
import io.tidemill.state.accumulation.Accumulation;
import io.tidemill.state.accumulation.Accumulators;
import io.tidemill.state.accumulation.CollectedAccumulation;
import io.tidemill.state.accumulation.DistinctAccumulation;
import io.tidemill.state.accumulation.FixedAccumulation;

/// One accumulation over all slices of a window, by the window's group numbers.
sealed interface TotalColumn extends AutoCloseable permits ExactTotal, StackedTotal, CollectedTotal, DistinctTotal {

    static TotalColumn of(Accumulation accumulation, MemoryBudget budget) {
        return switch (accumulation) {
            case FixedAccumulation fixed when fixed.isExact() -> new ExactTotal(fixed, budget);
            case Accumulation.Stackable stackable -> new StackedTotal(stackable, budget);
            case CollectedAccumulation collected -> new CollectedTotal(collected, budget);
            case DistinctAccumulation distinct -> new DistinctTotal(distinct, budget);
        };
    }

    /// Whether it keeps two stacks, which are flipped.
    default boolean flips() {
        return false;
    }

    /// Makes room for so many groups.
    void ensure(int groups);

    void enter(Accumulators slice, long mapping, int groups);

    void leave(Accumulators slice, long mapping, int groups);

    /// Makes the stacks empty, if there are any.
    default void beginFlip(int windowGroups) {}

    /// Puts a slice on the front stack, if there is one.
    default void flip(Accumulators slice, long mapping, int groups) {}

    /// Puts the totals of some groups into a column for output.
    void pick(long which, int count, Accumulators picked);

    /// Adds the totals of some groups to other accumulators.
    void mergeInto(Accumulators target, long which, int count, long numbers);

    /// Takes over the totals of some groups of another, which get the numbers 0, 1, 2 and so on.
    void take(TotalColumn other, long which, int count);

    @Override
    void close();
}
