// SPDX-License-Identifier: Apache-2.0
package io.tidemill.state.accumulation;

import io.tidemill.memory.MemoryBudget;

/// A value on the heap a group, which is never changed, only replaced.
///
/// @param stateBytes how many bytes a value is taken to have
public record HeapAccumulation(Merging merging, int stateBytes) implements Accumulation.Stackable {

    /// What becomes of two values, in whichever order they come.
    @FunctionalInterface
    public interface Merging {
        Object merge(Object first, Object second);
    }

    @Override
    public HeapStates accumulators(MemoryBudget budget, String what) {
        return new HeapStates(this, budget, what);
    }

    @Override
    public HeapStates results(MemoryBudget budget, String what) {
        return accumulators(budget, what);
    }
}
