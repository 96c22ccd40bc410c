// SPDX-License-Identifier: Apache-2.0
package io.tidemill.benchmarks.groups;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;

import io.tidemill.Batching;
import io.tidemill.Input;
import io.tidemill.Publisher;
import io.tidemill.Row;
import io.tidemill.StreamingContext;
import io.tidemill.benchmarks.suite.Answer;
import io.tidemill.testkit.StreamDriver;

import static io.tidemill.Functions.col;
import static io.tidemill.Functions.count;
import static io.tidemill.Functions.sum;

/// Counts rows and sums keys by key, batch by batch, and then the groups of a batch, to check them.
final class GroupedRun implements AutoCloseable {
    private static final String NAME = "groups";
    private static final String PEAK = "tidemill_memory_peak_bytes{context=\"" + NAME + "\"}";
    private static final Duration BATCH = Duration.ofSeconds(1);
    private static final long MEMORY_BYTES = 18L << 30;

    private final StreamDriver driver;
    private final Publisher<Row> publisher;
    private Totals totals = new Totals(0, 0, 0); // of the last batch
    private long longestStepNanos;

    /// What a batch came to.
    private record Totals(long groups, long rows, long total) {}

    GroupedRun(int lanes) {
        driver = StreamDriver.of(StreamingContext.builder(NAME).parallelism(lanes).memoryBudget(MEMORY_BYTES),
                Batching.every(BATCH));
        Input<Row> input = driver.context().input("keys", KeyColumn.SCHEMA);
        input.stream()
                .groupBy(col("key"))
                .agg(count().as("rows"), sum(col("key")).as("total"))
                .groupBy()
                .agg(count().as("groups"), sum(col("rows")).as("rows"), sum(col("total")).as("total"))
                .foreachRow(row -> totals = new Totals(row.longAt(0), row.longAt(1), row.longAt(2)));
        driver.start();
        publisher = driver.publisher(input);
    }

    /// Nanoseconds for all rows, without the end of a batch.
    long add(KeyColumn keys) {
        AtomicBoolean released = new AtomicBoolean();
        longestStepNanos = 0;
        long start = System.nanoTime();
        publisher.lend(keys.lent(), keys.rows(), () -> released.setPlain(true));
        long before = System.nanoTime();
        while (!released.getPlain()) {
            driver.context().doWork();
            long now = System.nanoTime();
            longestStepNanos = Math.max(longestStepNanos, now - before);
            before = now;
        }
        return before - start;
    }

    /// The longest step of the last [#add]: a chunk in one lane at most.
    long longestStepNanos() {
        return longestStepNanos;
    }

    /// Nanoseconds for the end of a batch to which these rows were added so many times, which is checked.
    long endBatch(KeyColumn keys, int times) {
        totals = new Totals(0, 0, 0);
        long start = System.nanoTime();
        driver.advance(BATCH);
        long nanos = System.nanoTime() - start;
        Answer.require("the groups", new Totals(keys.keys(), times * keys.rows(), times * keys.total()), totals);
        return nanos;
    }

    /// The most memory that the engine has held.
    long peakBytes() {
        return Objects.requireNonNull(driver.context().metrics().get(PEAK), PEAK);
    }

    @Override
    public void close() {
        driver.close();
    }
}
