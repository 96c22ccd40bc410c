// SPDX-License-Identifier: Apache-2.0
package io.tidemill.memory.table;

import io.tidemill.memory.MemoryBudget;

/// Where a table's memory comes from, who counts it, and what to call it in a refusal.
///
/// @param reserves whether memory grows in place in reserved address space, or else by doubling and copying
record MemorySupply(MemoryBudget budget, String what, boolean reserves) {

    static MemorySupply of(MemoryBudget budget, String what) {
        return new MemorySupply(budget, what, AddressSpace.AVAILABLE);
    }

    /// Memory that may grow to a number of bytes.
    GrowableMemory memory(long maxBytes) {
        return new GrowableMemory(this, maxBytes);
    }
}
