// SPDX-License-Identifier: Apache-2.0
package io.tidemill.benchmarks.columns;

import java.util.HashMap;
import java.util.Map;

import io.tidemill.Row;
import io.tidemill.benchmarks.suite.Answer;
import io.tidemill.benchmarks.suite.Patience;

import static io.tidemill.Functions.col;
import static io.tidemill.Functions.count;

/// Counts of one event type by campaign and window, by batch, through the public API.
final class WindowCountStream implements AutoCloseable {
    private final EventRun run;
    private final Map<WindowCounts.Key, Long> totals = new HashMap<>(); // guarded by itself
    private long counted;
    private long expectedCount;

    WindowCountStream(int engineCore, int type) throws InterruptedException {
        run = new EventRun(engineCore, events -> events.where(col("event_type").eq(type))
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

    /// Nanoseconds for so many passes, whose counts must be these.
    long nanos(Events events, int passes, Map<WindowCounts.Key, Long> ofPasses) throws InterruptedException {
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

    long batches() {
        return run.batches();
    }

    @Override
    public void close() {
        run.close();
    }
}
