// SPDX-License-Identifier: Apache-2.0
package io.tidemill.benchmarks.runtime;

import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import io.tidemill.IdleMode;
import io.tidemill.Publisher;
import io.tidemill.ThreadLayout;
import io.tidemill.benchmarks.publisher.Reading;
import io.tidemill.benchmarks.publisher.ReadingContext;
import io.tidemill.benchmarks.suite.Answer;

/// Some rows through a whole inline context, from the publisher to the callback and the end of their batch.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class InlineRoundTripBenchmark {

    /// Rows of a batch.
    @Param({"1", "64"})
    private int rows;

    private ReadingContext context;
    private Publisher<Reading> publisher;
    private long arrived;
    private long sum;

    @Setup
    public void start() throws InterruptedException {
        context = new ReadingContext(ThreadLayout.inline(), IdleMode.SPIN, readings -> readings.foreachRow(row -> {
            arrived++;
            sum += row.longAt(0);
        }));
        publisher = context.openPublisher("benchmark");
        for (long trip = 1; trip <= 1_000; trip++) {
            roundTrip();
            Answer.require("the number of rows that arrived", trip * rows, arrived);
        }
        Answer.require("the sum of the rows", 1_000L * rows * (rows - 1) / 2, sum);
    }

    @Benchmark
    public long roundTrip() {
        for (int row = 0; row < rows; row++) {
            publisher.begin().set(0, (long) row).set(1, Reading.key(row)).set(2, 1.0).commit();
        }
        int work = context.doWork();
        while (work > 0) {
            work = context.doWork();
        }
        return arrived;
    }

    @TearDown
    public void close() {
        context.close();
    }
}
