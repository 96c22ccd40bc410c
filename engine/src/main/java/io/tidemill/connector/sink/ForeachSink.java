// SPDX-License-Identifier: Apache-2.0
package io.tidemill.connector.sink;

import io.tidemill.Consumer1;
import io.tidemill.codec.RowCodec;
import io.tidemill.connector.Sink;
import io.tidemill.memory.Chunk;
import io.tidemill.plan.UserCode;

/// Hands every value to a function of the user's, one after the other.
public final class ForeachSink<T> implements Sink {
    private final RowCodec<T> codec;
    private final Consumer1<? super T> consumer;
    private final UserCode code;

    public ForeachSink(RowCodec<T> codec, Consumer1<? super T> consumer, UserCode code) {
        this.codec = codec;
        this.consumer = consumer;
        this.code = code;
    }

    @Override
    public void accept(Chunk chunk) {
        try {
            for (int row = 0; row < chunk.rows(); row++) {
                consumer.accept(codec.read(chunk, row));
            }
        } catch (Throwable thrown) {
            throw code.failure(thrown);
        }
    }

    @Override
    public void endOfBatch(long batchId, long batchTimeMicros, boolean endOfStream) {}

    @Override
    public void close() {}
}
