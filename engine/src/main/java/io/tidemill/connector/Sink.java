// SPDX-License-Identifier: Apache-2.0
package io.tidemill.connector;

import io.tidemill.memory.Chunk;

/// Takes the rows of a stream out of the engine, batch by batch.
///
/// Called by the output agent only, and only with what the [io.tidemill.ring] gate released: rows whose input is durable. The
/// rows of a batch come in any number of dense chunks, before the batch's end.
public interface Sink extends AutoCloseable {

    /// Takes the rows of a chunk: dense, borrowed until the call returns.
    void accept(Chunk chunk);

    /// Ends a batch: the rows since the last call are whole.
    ///
    /// @param batchId counts batches from 0 over the life of the stream
    /// @param batchTimeMicros the batch's time, microseconds since 1970
    /// @param endOfStream whether no batch follows
    void endOfBatch(long batchId, long batchTimeMicros, boolean endOfStream);

    @Override
    void close();
}
