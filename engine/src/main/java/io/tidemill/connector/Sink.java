// SPDX-License-Identifier: Apache-2.0
package io.tidemill.connector;

import io.tidemill.Redelivery;
import io.tidemill.memory.Chunk;

/// Takes the rows of a stream out of the engine, batch by batch.
///
/// Called by the output agent only, and only with what the [io.tidemill.ring] gate released: rows whose input is durable. The
/// rows of a batch come in any number of dense chunks, before the batch's end.
///
/// With a data directory the engine keeps in a commit log which batches a sink has got to the end, a tenth of a second later at most,
/// and does not give it those again. So what is emitted between the last commit and a crash is emitted twice: at least once, and
/// exactly once for a sink that knows a batch by its id.
public interface Sink extends AutoCloseable {

    /// Takes the rows of a chunk: dense, borrowed until the call returns.
    void accept(Chunk chunk);

    /// Ends a batch: the rows since the last call are whole.
    ///
    /// @param batchId counts batches from 0 over the life of the stream
    /// @param batchTimeMicros the batch's time, microseconds since 1970
    /// @param endOfStream whether no batch follows
    void endOfBatch(long batchId, long batchTimeMicros, boolean endOfStream);

    /// Which batches the sink is given again when a start replays the journal.
    default Redelivery redelivery() {
        return Redelivery.UNCOMMITTED;
    }

    @Override
    void close();
}
