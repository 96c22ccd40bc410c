// SPDX-License-Identifier: Apache-2.0
package io.tidemill.conformance;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;

import org.awaitility.Awaitility;

import io.tidemill.Batching;
import io.tidemill.DStream;
import io.tidemill.Durations;
import io.tidemill.StreamingContext;

/// Runs what stands on two streams over given batches of both, one a second.
///
/// @param first the rows of each batch; as many batches as of the second
record TwoStreams<A, B>(Class<A> firstType, List<List<A>> first, Class<B> secondType, List<List<B>> second) {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int BLOCK_ROWS = 64;

    /// What comes out of each batch, in order; those without rows too.
    <R> List<List<R>> through(Layout layout, BiFunction<DStream<A>, DStream<B>, ? extends DStream<R>> pipeline)
            throws InterruptedException {
        return through(layout, 256 << 20, pipeline);
    }

    /// The same with a memory budget.
    <R> List<List<R>> through(Layout layout, long budgetBytes,
            BiFunction<DStream<A>, DStream<B>, ? extends DStream<R>> pipeline) throws InterruptedException {
        List<List<R>> results = new ArrayList<>();
        AtomicLong clock = new AtomicLong();
        try (StreamingContext ssc = layout.of(StreamingContext.builder("two streams"))
                .batching(Batching.every(Durations.seconds(1)))
                .clock(clock::get)
                .blockRows(layout.blockRows(BLOCK_ROWS))
                .lineLimit(1 << 10)
                .memoryBudget(budgetBytes)
                .build()) {
            pipeline.apply(ssc.queueStream(firstType, new ArrayDeque<>(first)),
                    ssc.queueStream(secondType, new ArrayDeque<>(second)))
                    .foreachBatch((batch, _) -> results.add(batch.collect()));
            ssc.start();
            clock.set(first.size() * 1_000_000L);
            if (layout.isInline()) {
                while (ssc.doWork() > 0) {
                    // as long as there is work
                }
            }
            Awaitility.await().atMost(LIMIT).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(2)).until(() -> {
                ssc.awaitTerminationOrTimeout(Duration.ZERO);
                return ssc.counters().batchesOut.value() >= first.size();
            });
        }
        return results;
    }
}
