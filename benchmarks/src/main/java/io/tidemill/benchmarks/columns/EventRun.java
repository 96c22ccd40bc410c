// SPDX-License-Identifier: Apache-2.0
package io.tidemill.benchmarks.columns;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import io.tidemill.Batching;
import io.tidemill.DStream;
import io.tidemill.Input;
import io.tidemill.Publisher;
import io.tidemill.Row;
import io.tidemill.StreamingContext;
import io.tidemill.StreamingContextBuilder;
import io.tidemill.ThreadLayout;
import io.tidemill.metrics.EngineCounters;

/// A context with one engine thread, to which events are lent again and again.
final class EventRun implements AutoCloseable {
    static final String NAME = "columns";
    private static final Duration BATCH = Duration.ofMillis(100);

    private final StreamingContext context;
    private final Publisher<Row> publisher;

    /// @param choices made beyond those of every run
    /// @param pipeline describes what happens to the events
    EventRun(int engineCore, UnaryOperator<StreamingContextBuilder> choices, Consumer<DStream<Row>> pipeline)
            throws InterruptedException {
        context = choices
                .apply(StreamingContext.builder(NAME)
                        .batching(Batching.every(BATCH))
                        .layout(ThreadLayout.one().pinnedTo(engineCore)))
                .build();
        Input<Row> input = context.input("events", Events.SCHEMA);
        pipeline.accept(input.stream());
        context.start();
        publisher = input.openPublisher("lender");
    }

    void awaitWarm() throws InterruptedException {
        context.awaitWarm();
    }

    /// Lends all events so many times; answers the nanoseconds until the engine has given all of them back.
    long lend(Events events, int passes) throws InterruptedException {
        CountDownLatch released = new CountDownLatch(passes);
        long start = System.nanoTime();
        for (int pass = 0; pass < passes; pass++) {
            publisher.lend(events.lent(), events.rows(), released::countDown);
        }
        released.await();
        return System.nanoTime() - start;
    }

    EngineCounters counters() {
        return context.counters();
    }

    @Override
    public void close() {
        context.stop(true);
    }
}
