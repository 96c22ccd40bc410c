// SPDX-License-Identifier: Apache-2.0
package io.tidemill.state.accumulation;

import java.util.List;

import io.tidemill.kernel.Forge;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.Type;

/// The values that a group has, each once; what comes out is how many they are.
public final class DistinctAccumulation implements Accumulation {
    private final List<Type> types;
    private final FixedAccumulation counts;

    /// @param types of the columns that make a value together
    public DistinctAccumulation(List<Type> types, Forge forge) {
        this.types = List.copyOf(types);
        this.counts = FixedAccumulation.count(forge);
    }

    public List<Type> types() {
        return types;
    }

    @Override
    public DistinctValues accumulators(MemoryBudget budget, String what) {
        return new DistinctValues(this, budget, what);
    }

    /// Numbers of values.
    @Override
    public FixedAccumulators results(MemoryBudget budget, String what) {
        return counts.accumulators(budget, what);
    }
}
