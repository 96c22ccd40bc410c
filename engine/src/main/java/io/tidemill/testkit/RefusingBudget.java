// SPDX-License-Identifier: Apache-2.0
package io.tidemill.testkit;

import io.tidemill.memory.MemoryBudget;

/// A budget that refuses its n-th reservation, once.
public final class RefusingBudget {
    private final MemoryBudget budget;
    private final int refused;
    private int reservations;

    public RefusingBudget(String name, int refused) {
        this.refused = refused;
        this.budget = MemoryBudget.checked(name, OperatorHarness.PLENTY, (what, bytes) -> ++reservations != refused);
    }

    public MemoryBudget budget() {
        return budget;
    }

    /// Whether there were so many reservations.
    public boolean hasRefused() {
        return reservations >= refused;
    }
}
