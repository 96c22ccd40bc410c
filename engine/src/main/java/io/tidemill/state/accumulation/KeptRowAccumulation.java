// SPDX-License-Identifier: Apache-2.0
package io.tidemill.state.accumulation;

import java.util.Optional;

import io.tidemill.kernel.aggregate.Winners;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.Type;

/// One row of each group: the first, the last, or that of the least or greatest rank, and of equal ranks the first.
///
/// @param rank empty where the arrival decides
/// @param value empty where the rank is all that is asked for; then arrivals do not matter either
public record KeptRowAccumulation(Winners order, Optional<Type> rank,
        Optional<Type> value) implements Accumulation.Stackable {

    public KeptRowAccumulation {
        boolean isByRank = order == Winners.LEAST || order == Winners.GREATEST;
        if (rank.isPresent() != isByRank || (value.isEmpty() && !isByRank)) {
            throw new IllegalArgumentException("%s row by %s of %s".formatted(order, rank, value));
        }
    }

    /// Whether it matters when a row came.
    boolean hasArrivals() {
        return value.isPresent();
    }

    @Override
    public KeptRows accumulators(MemoryBudget budget, String what) {
        return new KeptRows(this, budget, what);
    }

    @Override
    public KeptRows results(MemoryBudget budget, String what) {
        return accumulators(budget, what);
    }
}
