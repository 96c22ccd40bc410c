// SPDX-License-Identifier: Apache-2.0
package io.tidemill.runtime.config;

import io.tidemill.Batching;
import io.tidemill.IdleMode;
import io.tidemill.ThreadLayout;
import io.tidemill.time.Clock;

/// What an engine is made with. Checked where users set it, in the context's builder.
///
/// @param name of the context, for threads and messages
/// @param blockRows rows of a block: the longest chunk
/// @param blocksPerPublisher a power of two, two at least
/// @param lineLimitBytes the longest text of a row
/// @param ringSlots a power of two
/// @param outputBlocks blocks for the results of each sink, two at least
/// @param memoryBytes the budget for all of it
/// @param state what operators may remember of that, and on disk
/// @param failOnReject whether bytes that are no row stop the engine, instead of being counted
/// @param rows what becomes of rows on which functions of the user's throw
/// @param lanes the logical shares of the work: the same chunks go to the same lane in every run
public record EngineConfig(String name, Batching batching, ThreadLayout layout, IdleMode idleMode, Clock clock,
        int blockRows,
        int blocksPerPublisher, int lineLimitBytes, int ringSlots, int outputBlocks, long memoryBytes,
        StateConfig state,
        boolean failOnReject, RowPolicy rows, int lanes) {

    /// With state that is bounded by the memory alone.
    public EngineConfig(String name, Batching batching, ThreadLayout layout, IdleMode idleMode, Clock clock,
            int blockRows, int blocksPerPublisher, int lineLimitBytes, int ringSlots, int outputBlocks,
            long memoryBytes, boolean failOnReject, RowPolicy rows, int lanes) {
        this(name, batching, layout, idleMode, clock, blockRows, blocksPerPublisher, lineLimitBytes, ringSlots,
                outputBlocks, memoryBytes, StateConfig.UNBOUNDED, failOnReject, rows, lanes);
    }

    /// Room for the text of one column of a block.
    public int textBytes() {
        return Math.max(64 * blockRows, lineLimitBytes);
    }
}
