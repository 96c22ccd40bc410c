// SPDX-License-Identifier: Apache-2.0
package io.tidemill.connector.sink;

import io.tidemill.connector.Sink;
import io.tidemill.memory.Chunk;

/// Keeps nothing: for plans that are compiled, or run, for their own sake.
public final class DiscardSink implements Sink {

    @Override
    public void accept(Chunk chunk) {}

    @Override
    public void endOfBatch(long batchId, long batchTimeMicros, boolean endOfStream) {}

    @Override
    public void close() {}
}
