// SPDX-License-Identifier: Apache-2.0
package io.tidemill.state.accumulation;

import io.tidemill.memory.MemoryBudget;

/// What is kept for each group of what its rows have come to: makes the columns that keep it.
public sealed interface Accumulation permits Accumulation.Stackable, CollectedAccumulation, DistinctAccumulation {

    /// A column of accumulators, each as it is before the first row.
    Accumulators accumulators(MemoryBudget budget, String what);

    /// What [Accumulators#pick] fills for output.
    Accumulators results(MemoryBudget budget, String what);

    /// Over a window it keeps two stacks (window totals), unless it can be subtracted.
    sealed interface Stackable extends Accumulation
            permits FixedAccumulation, KeptRowAccumulation, RankedRowsAccumulation,
            HeapAccumulation {

        @Override
        Accumulators.Replaceable accumulators(MemoryBudget budget, String what);
    }
}
