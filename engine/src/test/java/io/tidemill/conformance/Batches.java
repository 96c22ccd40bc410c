// SPDX-License-Identifier: Apache-2.0
package io.tidemill.conformance;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;

import org.awaitility.Awaitility;

import io.tidemill.Batching;
import io.tidemill.DStream;
import io.tidemill.Durations;
import io.tidemill.StreamingContext;

/// Runs a stream over given batches, one a second: batch times are 1 s, 2 s and so on.
final class Batches<T> {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int BLOCK_ROWS = 64;

    private final Class<T> type;
    private final List<List<T>> batches;
    private final int blockRows;

    /// What a stream gave at a time.
    record Batch<R>(long seconds, List<R> rows) {

        @SafeVarargs
        @SuppressWarnings("varargs")
        static <R> Batch<R> at(long seconds, R... rows) {
            return new Batch<>(seconds, List.of(rows));
        }
    }

    private Batches(Class<T> type, List<List<T>> batches, int blockRows) {
        this.type = type;
        this.batches = batches;
        this.blockRows = blockRows;
    }

    /// The same batches, cut into chunks of at most so many rows.
    Batches<T> blockRows(int rows) {
        return new Batches<>(type, batches, rows);
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    static <T> Batches<T> of(Class<T> type, List<T>... batches) {
        return new Batches<>(type, List.of(batches), BLOCK_ROWS);
    }

    static Batches<String> words(String... batches) {
        return new Batches<>(String.class,
                List.of(batches)
                        .stream()
                        .map(batch -> batch.isEmpty() ? List.<String>of() : List.of(batch.split(" ")))
                        .toList(),
                BLOCK_ROWS);
    }

    List<List<T>> batches() {
        return batches;
    }

    /// What a stream gives at each of its batches.
    ///
    <R> List<Batch<R>> through(Layout layout, Function<DStream<T>, ? extends DStream<R>> pipeline)
            throws InterruptedException {
        List<Batch<R>> results = new ArrayList<>();
        run(layout, stream -> pipeline.apply(stream)
                .foreachBatch((batch, time) -> results.add(new Batch<>(time.micros() / 1_000_000, batch.collect()))));
        return results;
    }

    /// The same with the rows of each batch in the order of their text: that of hash ranges is for [OrderTest].
    <R> List<Batch<R>> throughSorted(Layout layout, Function<DStream<T>, ? extends DStream<R>> pipeline)
            throws InterruptedException {
        return through(layout, pipeline).stream()
                .map(batch -> new Batch<>(batch.seconds(),
                        batch.rows().stream().sorted(Comparator.comparing(Object::toString)).toList()))
                .toList();
    }

    /// Runs what stands on a stream until all batches have gone out.
    void run(Layout layout, Consumer<DStream<T>> pipeline) throws InterruptedException {
        AtomicLong clock = new AtomicLong();
        try (StreamingContext ssc = layout.of(StreamingContext.builder("conformance"))
                .batching(Batching.every(Durations.seconds(1)))
                .clock(clock::get)
                .blockRows(layout.blockRows(blockRows))
                .memoryBudget(256 << 20)
                .build()) {
            pipeline.accept(ssc.queueStream(type, new ArrayDeque<>(batches)));
            ssc.start();
            clock.set(batches.size() * 1_000_000L);
            if (layout.isInline()) {
                while (ssc.doWork() > 0) {
                    // as long as there is work
                }
            }
            Awaitility.await().atMost(LIMIT).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(2)).until(() -> {
                ssc.awaitTerminationOrTimeout(Duration.ZERO);
                return ssc.counters().batchesOut.value() >= batches.size();
            });
        }
    }
}
