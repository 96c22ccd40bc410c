// SPDX-License-Identifier: Apache-2.0
package io.tidemill.state.accumulation;

import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.Type;

/// All values of a group.
///
/// @param type of the values
public record CollectedAccumulation(Type type) implements Accumulation {

    @Override
    public CollectedValues accumulators(MemoryBudget budget, String what) {
        return new CollectedValues(this, budget, what);
    }

    @Override
    public CollectedValues results(MemoryBudget budget, String what) {
        return accumulators(budget, what);
    }
}
