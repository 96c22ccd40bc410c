// SPDX-License-Identifier: Apache-2.0
package io.tidemill.memory.table;

import org.jspecify.annotations.Nullable;

import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.Spill;

/// Where a table's memory comes from, who counts it, and what to call it in a refusal.
///
/// @param reserves whether memory grows in place in reserved address space, or else by doubling and copying
/// @param spill where memory goes on that the budget refuses; only together with `reserves`
record MemorySupply(MemoryBudget budget, String what, boolean reserves, @Nullable Spill spill) {

    /// Without a spill.
    MemorySupply(MemoryBudget budget, String what, boolean reserves) {
        this(budget, what, reserves, null);
    }

    static MemorySupply of(MemoryBudget budget, String what) {
        MemoryBudget state = budget.forState();
        return new MemorySupply(state, what, AddressSpace.AVAILABLE, AddressSpace.AVAILABLE ? state.spill() : null);
    }

    /// Memory that may grow to a number of bytes.
    GrowableMemory memory(long maxBytes) {
        return new GrowableMemory(this, maxBytes);
    }
}
