// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator;

import io.tidemill.memory.Chunk;

/// One step of a pipeline: chunks in, chunks out, and a word at the end of each batch.
///
/// There is one in each lane of the engine. Everything is called on the lane's thread, in this order: [#open] once, [#process] and [#endOfBatch] in the order of the journal,
/// [#close] exactly once, also after a failure.
///
/// **Pace.** A call passes on at most one chunk. What has more to give answers [Progress#MORE] and is called again with the
/// same arguments once that chunk has been dealt with, so no operator ever waits and any fan-out fits into one chunk of memory.
///
/// **Memory.** The input is borrowed until `process` answers [Progress#DONE]; to keep rows, copy them into state of your own.
/// What is passed on stays untouched until the next call of this operator.
public interface Operator extends AutoCloseable {

    void open(OperatorContext context);

    Progress process(Chunk input, Output output);

    /// Called at every tick that the plan asks for, after all chunks of the batch. Operators without state have nothing to do.
    ///
    /// @param batchTimeMicros the batch's time, microseconds since 1970, greater than that of the batch before
    /// @param watermarkMicros no event before this time is expected; [Long#MAX_VALUE] when the stream has ended
    default Progress endOfBatch(long batchTimeMicros, long watermarkMicros, Output output) {
        return Progress.DONE;
    }

    @Override
    void close();
}
