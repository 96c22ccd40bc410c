// SPDX-License-Identifier: Apache-2.0
package io.tidemill.runtime.lane;

import java.util.List;
import java.util.function.LongSupplier;

import io.tidemill.compile.ExecutionPlan;
import io.tidemill.journal.Verdict;
import io.tidemill.kernel.Forge;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.metrics.Counter;
import io.tidemill.operator.EventClock;
import io.tidemill.operator.Lanes;
import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.RowVerdicts;
import io.tidemill.operator.ValueFailures;
import io.tidemill.runtime.config.EngineConfig;

/// What a lane is made with: the plan that it runs, and what its operators are to be ready for.
///
/// @param zeroMicros the batch clock's zero
/// @param chunkRows the most rows of a chunk, now or in the journal
/// @param textBytes the most text of a chunk's column, now or in the journal
/// @param verdicts that were given before the start, in the journal's order
public record LaneSetting(EngineConfig config, ExecutionPlan plan, Forge forge, long zeroMicros, int chunkRows,
        int textBytes, List<Verdict> verdicts) {

    /// What an operator is opened with.
    OperatorContext context(String name, MemoryBudget budget, Counter valueFailures, RowVerdicts judge,
            Lanes lanes, EventClock clock, LongSupplier slot) {
        return new OperatorContext(name, budget, chunkRows, textBytes, zeroMicros, forge,
                new ValueFailures(name, config.rows().values(), valueFailures), judge,
                lanes, clock, slot);
    }
}
