// SPDX-License-Identifier: Apache-2.0
package io.tidemill.benchmarks.idle;

import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

import org.HdrHistogram.Histogram;

import io.tidemill.IdleMode;
import io.tidemill.Input;
import io.tidemill.Publisher;
import io.tidemill.StreamingContext;
import io.tidemill.ThreadLayout;
import io.tidemill.benchmarks.latency.Latencies;
import io.tidemill.benchmarks.publisher.Reading;
import io.tidemill.benchmarks.publisher.ReadingContext;
import io.tidemill.benchmarks.suite.Answer;
import io.tidemill.benchmarks.suite.Cores;
import io.tidemill.benchmarks.suite.Measurement;
import io.tidemill.benchmarks.suite.Patience;
import io.tidemill.benchmarks.suite.SuiteOptions;
import io.tidemill.benchmarks.suite.SuiteRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import static io.tidemill.Functions.count;

/// Processor time of a context that waits, with all defaults, and how long a row takes that wakes it.
///
/// The context counts every 100 ms, so it has a tick to make ten times a second. Rows that wake come after pauses of 5 to
/// 10 ms, drawn with a fixed seed, and are timed from when they were due.
@Command(name = "idle", description = "processor time of an idle context, and wake-up latency")
public final class IdleSuite implements Callable<Integer> {
    private static final int SENDER_CORE = 0;
    private static final int ENGINE_CORE = 1;
    private static final int SHORTEST_PAUSE_NANOS = 5_000_000;
    private static final int LONGEST_PAUSE_NANOS = 10_000_000;
    private static final double[] PERCENTILES = {50, 90, 99, 99.9, 100};
    private static final long SEED = 42;
    /// One row of so many goes ahead of those that count.
    private static final int LEAD = 5;

    @Mixin
    private final SuiteOptions options = new SuiteOptions();

    @Override
    public Integer call() throws Exception {
        try (SuiteRun run = options.begin()) {
            run.plan(3);
            run.step("idle");
            idle(run);
            int rows = options.either(600, 5_000);
            run.step("wake-up");
            wakeUp(run, rows);
            run.step("floor");
            bareWakeUp(run, rows);
            run.report();
        }
        return 0;
    }

    private void idle(SuiteRun run) throws InterruptedException {
        try (StreamingContext context = StreamingContext.builder("idle").build()) {
            Input<Reading> input = context.input("readings", Reading.class);
            long[] counted = {0};
            input.stream().groupBy().agg(count().as("readings")).foreachRow(row -> counted[0] += row.longAt(0));
            context.start();
            Publisher<Reading> publisher = input.openPublisher("sender");
            publisher.append(new Reading(0, 0, 0));
            int seconds = options.either(5, 30);
            TimeUnit.SECONDS.sleep(2); // the compiler's threads come to rest
            CpuTime before = CpuTime.now("tidemill-idle");
            TimeUnit.SECONDS.sleep(seconds);
            CpuTime after = CpuTime.now("tidemill-idle");
            run.add(Measurement.of("idle for %d s, engine thread".formatted(seconds),
                    after.threadPercentSince(before), "% of a core"));
            run.add(Measurement.of("idle for %d s, process".formatted(seconds), after.processPercentSince(before),
                    "% of a core"));
            context.stop(true);
            Answer.require("the number of rows counted", 1L, counted[0]);
        }
    }

    private void wakeUp(SuiteRun run, int rows) throws InterruptedException {
        long[] due = dueTimes(rows);
        Latencies latencies = new Latencies(due[rows / LEAD]);
        try (Cores _ = Cores.pin(SENDER_CORE);
                ReadingContext context = new ReadingContext(ThreadLayout.one().pinnedTo(ENGINE_CORE), IdleMode.PARK,
                        latencies::of)) {
            Publisher<Reading> publisher = context.openPublisher("sender");
            for (long at : due) {
                while (System.nanoTime() - at < 0) {
                    Thread.onSpinWait();
                }
                publisher.begin().set(0, at).set(1, 0).set(2, 0.0).commit();
            }
            Patience.await("the last row", () -> latencies.rows() == due.length);
        }
        report(run, "wake-up after 5 to 10 ms", latencies.histogram(), rows);
    }

    private void bareWakeUp(SuiteRun run, int rows) throws InterruptedException {
        long[] due = dueTimes(rows);
        Latencies latencies = new Latencies(due[rows / LEAD]);
        try (Cores _ = Cores.pin(SENDER_CORE)) {
            new BareWakeUp(latencies, due).run(ENGINE_CORE);
        }
        report(run, "floor: a bare unpark", latencies.histogram(), rows);
    }

    private static void report(SuiteRun run, String title, Histogram histogram, int rows) {
        Answer.require("the number of rows that arrived", (long) rows - rows / LEAD, histogram.getTotalCount());
        for (double percentile : PERCENTILES) {
            String name = percentile == 100 ? "max" : "p" + percentile;
            run.add(Measurement.of(title + ", " + name, histogram.getValueAtPercentile(percentile) / 1e3, "us"));
        }
    }

    private static long[] dueTimes(int rows) {
        SplittableRandom random = new SplittableRandom(SEED);
        long[] due = new long[rows];
        long at = System.nanoTime() + LONGEST_PAUSE_NANOS;
        for (int row = 0; row < rows; row++) {
            at += random.nextInt(SHORTEST_PAUSE_NANOS, LONGEST_PAUSE_NANOS);
            due[row] = at;
        }
        return due;
    }
}
