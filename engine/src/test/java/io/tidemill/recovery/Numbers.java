// SPDX-License-Identifier: Apache-2.0
package io.tidemill.recovery;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import io.tidemill.Batching;
import io.tidemill.Input;
import io.tidemill.Publisher;
import io.tidemill.Redelivery;
import io.tidemill.StreamingContext;
import io.tidemill.StreamingContextBuilder;
import io.tidemill.ThreadLayout;

import static org.assertj.core.api.Assertions.assertThat;

/// A context on a data directory that a test drives by itself: it takes numbers, each a batch, and keeps what its sinks were given.
final class Numbers implements AutoCloseable {
    private static final Duration LONG = Duration.ofSeconds(60);

    /// Of a sink that is not given again what it has committed, row by row.
    final List<Long> rows = new ArrayList<>();
    /// The same of one that takes batches.
    final List<Long> batches = new ArrayList<>();
    /// Of one that is given everything again.
    final List<Long> all = new ArrayList<>();
    final StreamingContext ssc;
    final Input<Long> input;

    private Numbers(StreamingContext ssc) {
        this.ssc = ssc;
        this.input = ssc.input("numbers", Long.class);
        input.stream().foreach(rows::add);
        input.stream().foreachBatch((batch, _) -> batches.addAll(batch.collect()));
        input.stream().foreachBatch(Redelivery.ALL, (batch, _) -> all.addAll(batch.collect()));
    }

    static Numbers start(Path data) throws InterruptedException {
        return start(data, _ -> {});
    }

    /// Starts, and replays what is there.
    static Numbers start(Path data, Consumer<StreamingContextBuilder> options) throws InterruptedException {
        StreamingContextBuilder builder = StreamingContext.builder("numbers")
                .layout(ThreadLayout.inline())
                .batching(Batching.natural())
                .checkpoint(data);
        options.accept(builder);
        Numbers numbers = new Numbers(builder.build());
        numbers.ssc.start();
        numbers.drive();
        return numbers;
    }

    /// Appends numbers, which are their own external ids, and waits until they are durable and out.
    void append(long from, long to) throws InterruptedException {
        try (Publisher<Long> publisher = input.openPublisher("gateway")) {
            for (long number = from; number < to; number++) {
                assertThat(publisher.awaitDurable(publisher.append(number, number), LONG)).isTrue();
                drive();
            }
        }
    }

    void drive() {
        for (int idle = 0; idle < 3; idle = ssc.doWork() > 0 ? 0 : idle + 1) {
            Thread.onSpinWait();
        }
    }

    @Override
    public void close() {
        ssc.close();
    }
}
