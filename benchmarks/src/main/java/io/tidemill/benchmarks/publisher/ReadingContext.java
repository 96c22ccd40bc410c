// SPDX-License-Identifier: Apache-2.0
package io.tidemill.benchmarks.publisher;

import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import io.tidemill.Batching;
import io.tidemill.DStream;
import io.tidemill.IdleMode;
import io.tidemill.Input;
import io.tidemill.Publisher;
import io.tidemill.StreamingContext;
import io.tidemill.StreamingContextBuilder;
import io.tidemill.ThreadLayout;

/// A running context with one input, of readings, under natural batching.
public final class ReadingContext implements AutoCloseable {
    /// How the names of its threads begin.
    public static final String THREADS = "tidemill-readings";

    private final StreamingContext context;
    private final Input<Reading> input;

    /// @param pipeline describes what happens to the readings
    public ReadingContext(ThreadLayout layout, IdleMode idleMode, Consumer<DStream<Reading>> pipeline)
            throws InterruptedException {
        this(layout, idleMode, UnaryOperator.identity(), pipeline);
    }

    /// @param choices made beyond those of every run, such as a journal
    public ReadingContext(ThreadLayout layout, IdleMode idleMode, UnaryOperator<StreamingContextBuilder> choices,
            Consumer<DStream<Reading>> pipeline) throws InterruptedException {
        context = choices
                .apply(StreamingContext.builder("readings")
                        .batching(Batching.natural())
                        .layout(layout)
                        .idle(idleMode))
                .build();
        input = context.input("readings", Reading.class);
        pipeline.accept(input.stream());
        context.start();
    }

    public Publisher<Reading> openPublisher(String name) {
        return input.openPublisher(name);
    }

    /// Inline layout: does what there is to do; 0 if there was nothing.
    public int doWork() {
        return context.doWork();
    }

    @Override
    public void close() {
        context.stop(true);
    }
}
