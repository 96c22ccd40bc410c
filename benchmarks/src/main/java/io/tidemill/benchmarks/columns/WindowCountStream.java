// SPDX-License-Identifier: Apache-2.0
package io.tidemill.benchmarks.columns;

import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

import io.tidemill.Row;
import io.tidemill.StreamingContextBuilder;
import io.tidemill.benchmarks.suite.Answer;
import io.tidemill.benchmarks.suite.Patience;
import io.tidemill.metrics.EngineCounters;

import static io.tidemill.Functions.col;
import static io.tidemill.Functions.count;

/// Counts of one event type by campaign and window, by batch, through the public API.
public final class WindowCountStream implements AutoCloseable {
    /// How the names of its threads begin.
    public static final String THREADS = "tidemill-" + EventRun.NAME;

    private final EventRun run;
    private final Map<WindowCounts.Key, Long> totals = new HashMap<>(); // guarded by itself
    private long counted;
    private long expectedCount;

    /// @param choices made for the context beyond those of every run, such as a journal
    public WindowCountStream(int engineCore, int type, UnaryOperator<StreamingContextBuilder> choices)
            throws InterruptedException {
        run = new EventRun(engineCore, choices, events -> events.where(col("event_type").eq(type))
                .groupBy(col("ad_id").div(Events.ADS_A_CAMPAIGN).as("campaign"),
                        col("event_time").div(Events.WINDOW_MILLIS).as("window"))
                .agg(count().as("events"))
                .foreachRow(this::add));
    }

    private void add(Row group) {
        synchronized (totals) {
            totals.merge(new WindowCounts.Key(group.intAt(0), group.longAt(1)), group.longAt(2), Long::sum);
            counted += group.longAt(2);
        }
    }

    public WindowCountStream awaitWarm() throws InterruptedException {
        run.awaitWarm();
        return this;
    }

    /// Nanoseconds for so many passes, whose counts must be these.
    public long nanos(Events events, int passes, Map<WindowCounts.Key, Long> ofPasses) throws InterruptedException {
        expectedCount += ofPasses.values().stream().mapToLong(Long::longValue).sum();
        long nanos = run.lend(events, passes);
        Patience.await("the last batch", () -> counted() >= expectedCount);
        synchronized (totals) {
            Answer.require("the engine's counts", ofPasses, totals);
            totals.clear();
        }
        return nanos;
    }

    private long counted() {
        synchronized (totals) {
            return counted;
        }
    }

    /// What the context counts.
    public EngineCounters counters() {
        return run.counters();
    }

    @Override
    public void close() {
        run.close();
    }
}
