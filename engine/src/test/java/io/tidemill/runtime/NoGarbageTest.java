// SPDX-License-Identifier: Apache-2.0
package io.tidemill.runtime;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.tidemill.BackPressure;
import io.tidemill.Publisher;
import io.tidemill.memory.Chunk;
import io.tidemill.runtime.config.EngineConfig;
import io.tidemill.runtime.config.RowPolicy;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

/// Once warm, neither the publisher nor any engine thread allocates a byte, whatever the layout.
@Tag("alone")
@Timeout(240)
final class NoGarbageTest {
    private static final int CHUNKS = 100_000;
    private static final int ROWS = 8;
    private static final byte[] TEXT = "the tide and the mill".getBytes(US_ASCII);

    @ParameterizedTest
    @MethodSource("io.tidemill.runtime.NumberLines#layouts")
    void aHundredThousandChunksAllocateNothing(EngineConfig layout) throws InterruptedException {
        EngineConfig config = new EngineConfig("test", layout.batching(), layout.layout(), layout.idleMode(),
                layout.clock(), ROWS, 8, 1_024, 8, 2, 64 << 20, false, RowPolicy.STOP, 1);
        Summing sink = new Summing();
        try (Engine engine = NumberLines.engine(config, sink)) {
            engine.start();
            HeapBytes heap = HeapBytes.ofThreads("tidemill-test");
            Publisher<Integer> publisher = NumberLines.open(engine, "rows", BackPressure.WAIT);
            long least = Long.MAX_VALUE;
            for (int round = 0; round < HeapBytes.MOST_ROUNDS && least > 0; round++) {
                long before = heap.allocated();
                publish(engine, publisher, engine.counters().chunks.value() + CHUNKS);
                least = Math.min(least, heap.allocated() - before);
            }
            long rows = publisher.rows();
            engine.stop(true);
            assertThat(least).as("bytes in the best of %d rounds of %,d chunks", HeapBytes.MOST_ROUNDS, CHUNKS)
                    .isZero();
            assertThat(sink.sum).isEqualTo(rows * (rows - 1) / 2);
        }
    }

    private static void publish(Engine engine, Publisher<Integer> publisher, long untilChunk) {
        while (engine.counters().chunks.value() < untilChunk) {
            for (int i = 0; i < ROWS; i++) {
                publisher.begin().set(0, publisher.rows()).setText(1, TEXT, 0, TEXT.length).commit();
            }
        }
    }

    private static final class Summing extends NumberLines.Collected {
        private long sum;

        @Override
        public void accept(Chunk chunk) {
            for (int row = 0; row < chunk.rows(); row++) {
                sum += chunk.column(0).longAt(row);
            }
        }
    }
}
