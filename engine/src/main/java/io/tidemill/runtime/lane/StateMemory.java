// SPDX-License-Identifier: Apache-2.0
package io.tidemill.runtime.lane;

import org.jspecify.annotations.Nullable;

import io.tidemill.StateException;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.MemoryLimitException;
import io.tidemill.memory.spill.SpillDirectory;
import io.tidemill.metrics.Metrics;
import io.tidemill.runtime.config.EngineConfig;
import io.tidemill.runtime.config.StateConfig;

/// The memory of all operators, the limit of what they remember, and the disk that it goes on to.
final class StateMemory {
    private final MemoryBudget engine;
    private final MemoryBudget state;
    private final MemoryBudget disk;
    private final boolean isBounded;
    private final @Nullable SpillDirectory directory;

    /// What one operator of one lane has.
    ///
    /// @param spilled counts its bytes on disk
    record Share(MemoryBudget budget, MemoryBudget spilled) {}

    /// Opens the directory, if there is one.
    ///
    /// @param engine the budget for everything
    StateMemory(EngineConfig config, MemoryBudget engine) {
        StateConfig limits = config.state();
        this.engine = engine;
        this.isBounded = limits.isBounded();
        this.state = MemoryBudget.limited("the state of " + config.name(),
                Math.min(limits.memoryBytes(), engine.limitBytes()), limits.spill().isPresent()
                        ? "raise stateBudget, because only tables can spill"
                        : "raise stateBudget, or spillTo a directory");
        this.disk = MemoryBudget.limited("the spilled state of " + config.name(),
                limits.spill().map(StateConfig.Spilling::diskBytes).orElse(0L));
        this.directory = limits.spill().map(StateMemory::open).orElse(null);
    }

    private static SpillDirectory open(StateConfig.Spilling spilling) {
        try {
            return SpillDirectory.open(spilling.directory());
        } catch (MemoryLimitException refused) {
            throw new StateException(String.valueOf(refused.getMessage()), refused);
        }
    }

    Share operator(String name) {
        MemoryBudget spilled = disk.child(name);
        SpillDirectory place = directory;
        MemoryBudget budget = isBounded
                ? engine.operator(name, state, place == null ? null : place.within(state, spilled))
                : engine.child(name);
        return new Share(budget, spilled);
    }

    void describe(Metrics metrics) {
        if (isBounded) {
            metrics.add("tidemill_state_bytes", state::usedBytes);
            metrics.add("tidemill_state_limit_bytes", state::limitBytes);
            metrics.add("tidemill_state_spilled_bytes", disk::usedBytes);
            metrics.add("tidemill_state_spilled_limit_bytes", disk::limitBytes);
        }
    }
}
