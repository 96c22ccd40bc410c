// SPDX-License-Identifier: Apache-2.0
package io.tidemill.connector.sink;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.tidemill.Consumer2;
import io.tidemill.Dataset;
import io.tidemill.Redelivery;
import io.tidemill.Time;
import io.tidemill.codec.BatchRows;
import io.tidemill.codec.Encoding;
import io.tidemill.connector.Sink;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.plan.UserCode;

/// Hands every batch as a whole to a function of the user's, also an empty one.
public final class ForeachBatchSink<T> implements Sink {
    private final Encoding<T> encoding;
    private final Consumer2<Dataset<T>, Time> consumer;
    private final Supplier<MemoryBudget> budget;
    private final Redelivery redelivery;
    private final UserCode code;
    private @Nullable BatchRows<T> batch; // from the first rows or batch on, when the engine has its budget

    /// @param budget of the running engine
    public ForeachBatchSink(Encoding<T> encoding, Consumer2<Dataset<T>, Time> consumer, Supplier<MemoryBudget> budget,
            Redelivery redelivery, UserCode code) {
        this.redelivery = redelivery;
        this.encoding = encoding;
        this.consumer = consumer;
        this.budget = budget;
        this.code = code;
    }

    @Override
    public void accept(Chunk chunk) {
        batch().append(chunk);
    }

    @Override
    public void endOfBatch(long batchId, long batchTimeMicros, boolean endOfStream) {
        BatchRows<T> rows = batch();
        try (BatchRows.Loan<T> loan = rows.lend()) {
            hand(loan.dataset(), new Time(batchTimeMicros));
        }
    }

    private void hand(Dataset<T> dataset, Time time) {
        try {
            consumer.accept(dataset, time);
        } catch (Throwable thrown) {
            throw code.failure(thrown);
        }
    }

    private BatchRows<T> batch() {
        BatchRows<T> rows = batch;
        if (rows == null) {
            rows = new BatchRows<>(encoding, budget.get(), "a batch of " + code);
            batch = rows;
        }
        return rows;
    }

    @Override
    public Redelivery redelivery() {
        return redelivery;
    }

    @Override
    public void close() {
        BatchRows<T> rows = batch;
        if (rows != null) {
            rows.close();
        }
    }
}
