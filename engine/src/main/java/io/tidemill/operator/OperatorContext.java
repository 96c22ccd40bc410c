// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator;

import java.util.function.LongSupplier;

import io.tidemill.kernel.Forge;
import io.tidemill.memory.MemoryBudget;

/// What an operator is given when it opens.
///
/// @param name the operator's name in this plan, for messages and gauges
/// @param budget counts the operator's memory; reads 0 again after `close`
/// @param chunkRows the most rows of a chunk, in and out
/// @param textBytes room for the text of one utf8 column of an output chunk
/// @param zeroTimeMicros the batch time before the first batch: slides end at multiples of their length after it
/// @param forge makes the operator's kernels
/// @param failures what becomes of values that expressions cannot compute
/// @param verdicts what becomes of rows on which a function of the user's throws
/// @param lanes the operator's siblings in the other lanes
/// @param clock how far the event time of its input has come
/// @param slot the number of the ring's slot that it is being driven through
public record OperatorContext(String name, MemoryBudget budget, int chunkRows, int textBytes, long zeroTimeMicros,
        Forge forge, ValueFailures failures, RowVerdicts verdicts, Lanes lanes, EventClock clock,
        LongSupplier slot) {

    /// Of an operator to which it does not matter.
    public OperatorContext(String name, MemoryBudget budget, int chunkRows, int textBytes, long zeroTimeMicros,
            Forge forge, ValueFailures failures, RowVerdicts verdicts, Lanes lanes, EventClock clock) {
        this(name, budget, chunkRows, textBytes, zeroTimeMicros, forge, failures, verdicts, lanes, clock, () -> 0);
    }
}
