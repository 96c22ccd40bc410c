// SPDX-License-Identifier: Apache-2.0
package io.tidemill.benchmarks.columns;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

import io.tidemill.Batching;
import io.tidemill.Input;
import io.tidemill.Publisher;
import io.tidemill.Row;
import io.tidemill.StreamingContext;
import io.tidemill.ThreadLayout;
import io.tidemill.benchmarks.suite.Answer;
import io.tidemill.benchmarks.suite.Patience;
import io.tidemill.metrics.EngineCounters;

import static io.tidemill.Durations.seconds;
import static io.tidemill.Functions.col;
import static io.tidemill.Functions.count;
import static io.tidemill.Functions.windowEnd;

/// Counts of one event type by campaign and window of event time, through the public API.
///
/// Windows are put out when the watermark has passed them: the last one of a run by the rows of the next.
final class YahooStream implements AutoCloseable {
    private static final Duration BATCH = Duration.ofMillis(100);

    private final StreamingContext context;
    private final Publisher<Row> publisher;
    private final Map<YahooEvents.Key, Long> totals = new HashMap<>(); // guarded by itself
    private final Map<YahooEvents.Key, Long> open = new HashMap<>(); // the last window of the last run
    private long counted;
    private long expectedCount;

    /// @param lanes each with a thread of its own
    YahooStream(int lanes, Integer... cores) throws InterruptedException {
        context = StreamingContext.builder("yahoo-" + lanes)
                .batching(Batching.every(BATCH))
                .parallelism(lanes)
                .layout(ThreadLayout.threads(lanes).pinnedTo(cores))
                .build();
        Input<Row> input = context.input("events", YahooEvents.SCHEMA);
        input.stream()
                .withEventTime("event_time", Duration.ZERO)
                .where(col("event_type").eq(YahooEvents.TYPE))
                .groupBy(col("ad_id").div(Events.ADS_A_CAMPAIGN).as("campaign"))
                .window(seconds(YahooEvents.WINDOW_MICROS / 1_000_000))
                .agg(windowEnd().as("end"), count().as("events"))
                .foreachRow(this::add);
        context.start();
        publisher = input.openPublisher("lender");
        context.awaitWarm();
    }

    private void add(Row group) {
        synchronized (totals) {
            totals.merge(new YahooEvents.Key(group.intAt(0), group.longAt(1)), group.longAt(2), Long::sum);
            counted += group.longAt(2);
        }
    }

    /// Nanoseconds for all passes. Their counts must be right, but for the last window, which is put out in the next run.
    long nanos(YahooEvents events) throws InterruptedException {
        long end = YahooEvents.end(events.newest());
        Map<YahooEvents.Key, Long> expected = new HashMap<>(open);
        open.clear();
        events.counts().forEach((key, count) -> (key.endMicros() < end ? expected : open).put(key, count));
        expectedCount += expected.values().stream().mapToLong(Long::longValue).sum();
        CountDownLatch released = new CountDownLatch(events.passes());
        long start = System.nanoTime();
        for (int pass = 0; pass < events.passes(); pass++) {
            publisher.lend(events.lent(pass), events.rows(), released::countDown);
        }
        released.await();
        long nanos = System.nanoTime() - start;
        Patience.await("the last windows", () -> counted() >= expectedCount);
        synchronized (totals) {
            Answer.require("the engine's counts", expected, totals);
            totals.clear();
        }
        return nanos;
    }

    private long counted() {
        synchronized (totals) {
            return counted;
        }
    }

    EngineCounters counters() {
        return context.counters();
    }

    @Override
    public void close() {
        context.stop(true);
    }
}
