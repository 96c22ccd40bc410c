// SPDX-License-Identifier: Apache-2.0
package io.tidemill.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import io.tidemill.Batching;
import io.tidemill.DStream;
import io.tidemill.Input;
import io.tidemill.Publisher;
import io.tidemill.StreamingContext;
import io.tidemill.StreamingContextBuilder;
import io.tidemill.ThreadLayout;

/// Runs a context step by step on the caller's thread, by a clock that the test moves: ten seconds of stream take no time.
///
/// Nothing of the engine is replaced: it is the inline layout on a [ManualClock].
///
/// ```java
/// try (StreamDriver driver = StreamDriver.every(millis(100))) {
///     Input<Trade> trades = driver.context().input("trades", Trade.class);
///     CollectedStream<Long> counts = driver.collect(trades.stream().count());
///     driver.start();
///     driver.push(trades, first, second);
///     driver.advance(seconds(10));
///     assertThat(counts.batches()).hasSize(100);
/// }
/// ```
///
/// Rows that were pushed belong to the batch that ends next. One thread.
public final class StreamDriver implements AutoCloseable {
    private static final long NATURAL_STEP_MICROS = 1_000;

    private final ManualClock clock = ManualClock.atZero();
    private final Map<Input<?>, Publisher<?>> publishers = new HashMap<>();
    private final StreamingContext context;
    private final long stepMicros;

    private StreamDriver(StreamingContextBuilder builder, Batching batching) {
        this.context = builder.batching(batching).clock(clock).layout(ThreadLayout.inline()).build();
        this.stepMicros = switch (batching) {
            case Batching.Every(long intervalMicros) -> intervalMicros;
            case Batching.Natural() -> NATURAL_STEP_MICROS;
        };
    }

    /// Drives a context with batches of an interval.
    public static StreamDriver every(Duration interval) {
        return of(StreamingContext.builder("test"), Batching.every(interval));
    }

    /// Drives a context with natural batches: a batch ends as soon as its rows are driven.
    public static StreamDriver natural() {
        return of(StreamingContext.builder("test"), Batching.natural());
    }

    /// Drives the context of a builder, whose batching, clock and layout are set here.
    public static StreamDriver of(StreamingContextBuilder builder, Batching batching) {
        return new StreamDriver(builder, batching);
    }

    public StreamingContext context() {
        return context;
    }

    /// The context's clock, for tests that set it back or ahead; at 0 first.
    public ManualClock clock() {
        return clock;
    }

    /// Keeps what a stream gives, batch by batch. Before the start.
    public <T> CollectedStream<T> collect(DStream<T> stream) {
        CollectedStream<T> collected = new CollectedStream<>();
        stream.foreachBatch(collected::add);
        return collected;
    }

    public void start() {
        try {
            context.start();
        } catch (InterruptedException interrupted) {
            throw interrupted(interrupted);
        }
    }

    /// The driver's own publisher on an input.
    @SuppressWarnings("unchecked") // one publisher of the input's type for each input
    public <T> Publisher<T> publisher(Input<T> input) {
        return (Publisher<T>) publishers.computeIfAbsent(input, opened -> opened.openPublisher("driver"));
    }

    /// Appends rows to an input.
    @SafeVarargs
    public final <T> void push(Input<T> input, T... rows) {
        for (T row : rows) {
            push(input, row);
        }
    }

    /// Appends a row to an input. Throws if it is refused.
    public <T> void push(Input<T> input, T row) {
        long answer = publisher(input).append(row);
        if (answer < 0) {
            throw new AssertionError("input %s answered %d to %s".formatted(input.name(), answer, row));
        }
    }

    /// Drives what is there until nothing is left to do, at the time that the clock shows.
    public void run() {
        int work = 1;
        while (work > 0) {
            work = context.doWork();
        }
    }

    /// Moves the clock, tick by tick, and drives at each until nothing is left to do.
    public void advance(Duration duration) {
        run();
        long end = clock.micros() + TimeUnit.MICROSECONDS.convert(duration);
        while (clock.micros() < end) {
            long tick = Math.floorDiv(clock.micros(), stepMicros) * stepMicros + stepMicros;
            clock.set(Math.min(tick, end));
            run();
        }
    }

    /// Drives until a condition holds that another thread brings about, such as a source's. Throws when that takes longer than a
    /// limit of real time.
    public void runUntil(BooleanSupplier condition, Duration limit) {
        long pauses = Math.max(1, limit.toMillis());
        for (long pause = 0; pause < pauses; pause++) {
            run();
            if (condition.getAsBoolean()) {
                return;
            }
            LockSupport.parkNanos(this, TimeUnit.MILLISECONDS.toNanos(1));
        }
        throw new AssertionError("the condition did not come true within " + limit);
    }

    /// Ends the stream: everything that was pushed goes through a last batch.
    public void end() {
        List<Publisher<?>> open = new ArrayList<>(publishers.values());
        publishers.clear();
        open.forEach(Publisher::close);
        context.stop(true);
    }

    private static AssertionError interrupted(InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return new AssertionError("the test was interrupted", interrupted);
    }

    @Override
    public void close() {
        context.close();
    }
}
