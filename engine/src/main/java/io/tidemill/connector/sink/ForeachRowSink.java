// SPDX-License-Identifier: Apache-2.0
package io.tidemill.connector.sink;

import io.tidemill.Consumer1;
import io.tidemill.Row;
import io.tidemill.codec.RowCursor;
import io.tidemill.connector.Sink;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Schema;
import io.tidemill.plan.UserCode;

/// Hands every row to a function of the user's by one cursor: the sink without garbage.
public final class ForeachRowSink implements Sink {
    private final RowCursor cursor;
    private final Consumer1<? super Row> consumer;
    private final UserCode code;

    public ForeachRowSink(Schema schema, Consumer1<? super Row> consumer, UserCode code) {
        this.cursor = new RowCursor(schema);
        this.consumer = consumer;
        this.code = code;
    }

    @Override
    public void accept(Chunk chunk) {
        cursor.borrow(chunk);
        try {
            for (int row = 0; row < chunk.rows(); row++) {
                consumer.accept(cursor.moveTo(row));
            }
        } catch (Throwable thrown) {
            throw code.failure(thrown);
        } finally {
            cursor.release();
        }
    }

    @Override
    public void endOfBatch(long batchId, long batchTimeMicros, boolean endOfStream) {}

    @Override
    public void close() {
        cursor.release();
    }
}
