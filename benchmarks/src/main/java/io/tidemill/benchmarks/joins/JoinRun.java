// SPDX-License-Identifier: Apache-2.0
package io.tidemill.benchmarks.joins;

import java.time.Duration;
import java.util.function.BinaryOperator;

import io.tidemill.Batching;
import io.tidemill.DStream;
import io.tidemill.Input;
import io.tidemill.Publisher;
import io.tidemill.Row;
import io.tidemill.StreamingContext;
import io.tidemill.benchmarks.suite.Answer;
import io.tidemill.testkit.StreamDriver;

import static io.tidemill.Functions.count;

/// Two inputs, a join, and a count of what it gives, batch by batch.
final class JoinRun implements AutoCloseable {
    private static final Duration BATCH = Duration.ofSeconds(1);
    private static final long MEMORY_BYTES = 8L << 30;

    private final StreamDriver driver;
    private final Publisher<Row> left;
    private final Publisher<Row> right;
    private long joined;
    private int releases;

    JoinRun(KeyedTimes leftRows, KeyedTimes rightRows, BinaryOperator<DStream<Row>> join) {
        driver = StreamDriver.of(StreamingContext.builder("joins").memoryBudget(MEMORY_BYTES), Batching.every(BATCH));
        Input<Row> leftInput = driver.context().input("left", leftRows.schema());
        Input<Row> rightInput = driver.context().input("right", rightRows.schema());
        join.apply(leftInput.stream(), rightInput.stream())
                .groupBy()
                .agg(count().as("rows"))
                .foreachRow(row -> joined += row.longAt(0));
        driver.start();
        left = driver.publisher(leftInput);
        right = driver.publisher(rightInput);
    }

    /// Nanoseconds for a batch of all these rows, which must give so many.
    long batch(KeyedTimes leftRows, KeyedTimes rightRows, long expected) {
        joined = 0;
        releases = 0;
        long start = System.nanoTime();
        right.lend(rightRows.lent(), rightRows.rows(), () -> releases++);
        left.lend(leftRows.lent(), leftRows.rows(), () -> releases++);
        driver.advance(BATCH);
        long nanos = System.nanoTime() - start;
        Answer.require("both inputs", 2, releases);
        Answer.require("the rows of the join", expected, joined);
        return nanos;
    }

    @Override
    public void close() {
        driver.close();
    }
}
