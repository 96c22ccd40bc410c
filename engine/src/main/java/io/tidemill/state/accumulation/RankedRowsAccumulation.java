// SPDX-License-Identifier: Apache-2.0
package io.tidemill.state.accumulation;

import java.util.List;

import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.Type;

/// The first rows of each group by some order, so many at most.
///
/// @param types of what is kept of a row
/// @param order by columns of these
public record RankedRowsAccumulation(int most, List<Type> types,
        RowOrder order) implements Accumulation.Stackable {

    public RankedRowsAccumulation {
        types = List.copyOf(types);
    }

    @Override
    public RankedRows accumulators(MemoryBudget budget, String what) {
        return new RankedRows(this, budget, what);
    }

    @Override
    public RankedRows results(MemoryBudget budget, String what) {
        return accumulators(budget, what);
    }
}
