// SPDX-License-Identifier: Apache-2.0
package io.tidemill.benchmarks.windows;

import java.time.Duration;
import java.util.function.UnaryOperator;

import io.tidemill.Batching;
import io.tidemill.DStream;
import io.tidemill.Input;
import io.tidemill.Publisher;
import io.tidemill.Row;
import io.tidemill.StreamingContext;
import io.tidemill.testkit.StreamDriver;

/// An input and what stands on it, batch by batch.
final class WindowRun implements AutoCloseable {
    private static final long MEMORY_BYTES = 8L << 30;

    private final StreamDriver driver;
    private final Duration batch;
    private final Publisher<Row> publisher;
    private final TimedKeys keys;
    private long batches;
    private long results; // what the last one says

    /// @param query gives one row, of one int64, a batch; null where there is no result
    WindowRun(Duration batch, TimedKeys keys, UnaryOperator<DStream<Row>> query) {
        this.batch = batch;
        this.keys = keys;
        driver = StreamDriver.of(StreamingContext.builder("windows").memoryBudget(MEMORY_BYTES),
                Batching.every(batch));
        Input<Row> input = driver.context().input("rows", TimedKeys.SCHEMA);
        query.apply(input.stream()).foreachRow(this::take);
        driver.start();
        publisher = driver.publisher(input);
    }

    private void take(Row row) {
        results = row.isNull(0) ? results : row.longAt(0); // null: no window was over
    }

    /// Nanoseconds for so many batches of all rows.
    long run(int count) {
        long nanos = 0;
        for (int i = 0; i < count; i++) {
            if (batches++ > 0) {
                keys.goOn();
            }
            long start = System.nanoTime();
            publisher.lend(keys.lent(), keys.rows(), () -> {});
            driver.advance(batch);
            nanos += System.nanoTime() - start;
        }
        return nanos;
    }

    /// What the last result said.
    long result() {
        return results;
    }

    @Override
    public void close() {
        driver.close();
        keys.close();
    }
}
