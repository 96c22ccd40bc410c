// SPDX-License-Identifier: Apache-2.0
package io.tidemill;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.tidemill.connector.Sink;
import io.tidemill.connector.Source;
import io.tidemill.connector.SourceContext;
import io.tidemill.memory.Chunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Timeout(60)
class StopTest {
    @TempDir
    private Path directory;

    private static Stream<ThreadLayout> threads() {
        return Stream.of(ThreadLayout.one(), ThreadLayout.two());
    }

    @ParameterizedTest
    @MethodSource("threads")
    void aGracefulStopTakesTheDatasetThatIsBeingTaken(ThreadLayout layout) throws Exception {
        int rows = 20_000;
        AtomicInteger seen = new AtomicInteger();
        Queue<List<Integer>> queue = new ConcurrentLinkedQueue<>(
                List.of(IntStream.range(0, rows).boxed().toList()));
        try (StreamingContext ssc = StreamingContext.builder("test")
                .layout(layout)
                .blockRows(64)
                .blocksPerPublisher(2)
                .batching(Batching.every(Duration.ofMillis(5)))
                .build()) {
            CountDownLatch begun = new CountDownLatch(1);
            ssc.queueStream(Integer.class, queue).foreach(_ -> {
                seen.incrementAndGet();
                begun.countDown();
            });
            ssc.start();
            begun.await();
            ssc.stop(true);
        }
        assertThat(seen).hasValue(rows);
    }

    @ParameterizedTest
    @MethodSource("threads")
    void aStopAtOnceWaitsForNoSourceThatWaitsForIt(ThreadLayout layout) throws Exception {
        long stoppedNanos;
        try (StreamingContext ssc = StreamingContext.builder("test").layout(layout).build()) {
            ssc.source(new Endless(), Long.class).foreach(_ -> {});
            ssc.start();
            Awaitility.await().until(() -> ssc.counters().rowsIn.value() > 1_000);
            stoppedNanos = System.nanoTime();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - stoppedNanos)).isLessThan(Duration.ofSeconds(9));
    }

    /// Gives rows until it is told that they are not taken any more, slowly enough to find room for each.
    private static final class Endless implements Source {
        @Override
        public String name() {
            return "endless";
        }

        @Override
        public boolean bounded() {
            return false;
        }

        @Override
        public void run(SourceContext context) {
            for (long row = 0;; row++) {
                context.begin().set(0, row).commit();
                for (int i = 0; i < 1_000; i++) {
                    Thread.onSpinWait();
                }
            }
        }
    }

    @Test
    void naturalBatchesTakeWhatIsQueued() throws Exception {
        List<Integer> seen = Collections.synchronizedList(new ArrayList<>());
        Queue<List<Integer>> queue = new ConcurrentLinkedQueue<>();
        try (StreamingContext ssc = StreamingContext.builder("test").batching(Batching.natural()).build()) {
            ssc.queueStream(Integer.class, queue).foreach(seen::add);
            ssc.start();
            queue.add(List.of(1, 2));
            Awaitility.await().until(() -> seen.size() == 2);
            queue.add(List.of(3));
            Awaitility.await().until(() -> seen.size() == 3);
        }
        assertThat(seen).containsExactly(1, 2, 3);
    }

    @ParameterizedTest
    @MethodSource("threads")
    void aCallbackCannotStopItsContextAndTheContextGoesOn(ThreadLayout layout) throws Exception {
        AtomicReference<Exception> refusal = new AtomicReference<>();
        AtomicInteger seen = new AtomicInteger();
        try (StreamingContext ssc = StreamingContext.builder("test").layout(layout).build()) {
            Input<Integer> numbers = ssc.input("numbers", Integer.class);
            numbers.stream().foreach(_ -> {
                try {
                    ssc.stop(true);
                } catch (IllegalStateException refused) {
                    refusal.set(refused);
                }
                seen.incrementAndGet();
            });
            ssc.start();
            Publisher<Integer> publisher = numbers.openPublisher("rows");
            publisher.append(1);
            Awaitility.await().until(() -> seen.get() == 1);
            assertThat(refusal.get()).hasMessageContaining("stop was called by a thread of engine `test`");
            assertThat(ssc.state()).isEqualTo(ContextState.ACTIVE);
            publisher.append(2);
            Awaitility.await().until(() -> seen.get() == 2);
        }
    }

    @ParameterizedTest
    @MethodSource("threads")
    void aStopAtOnceEndsAGracefulOneThatWaitsForACallback(ThreadLayout layout) throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        StreamingContext ssc = StreamingContext.builder("test").layout(layout).build();
        Input<Integer> numbers = ssc.input("numbers", Integer.class);
        numbers.stream().foreach(_ -> {
            held.countDown();
            try {
                never.await();
            } catch (InterruptedException interrupted) {
                thrown.set(interrupted);
                throw interrupted;
            }
        });
        ssc.start();
        numbers.openPublisher("rows").append(1);
        held.await();
        Thread graceful = Thread.ofPlatform().start(() -> ssc.stop(true));
        ssc.close();
        graceful.join();
        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
        assertThat(ssc.state()).isEqualTo(ContextState.STOPPED);
        ssc.awaitTermination(); // no failure: nothing more was expected of the callback
    }

    @Test
    void callbacksOfAnInlineContextRunOnTheThreadThatDrives() throws Exception {
        Path file = Files.writeString(directory.resolve("lines.txt"), "a line\n".repeat(20_000));
        Set<Thread> callers = ConcurrentHashMap.newKeySet();
        AtomicInteger seen = new AtomicInteger();
        try (StreamingContext ssc = StreamingContext.builder("test")
                .layout(ThreadLayout.inline())
                .blockRows(64)
                .blocksPerPublisher(2)
                .build()) {
            ssc.textFile(file).foreach(_ -> {
                callers.add(Thread.currentThread());
                seen.incrementAndGet();
            });
            ssc.start();
            ssc.awaitInputEnd();
            ssc.stop(true);
        }
        assertThat(callers).containsExactly(Thread.currentThread());
        assertThat(seen).hasValue(20_000);
    }

    @Test
    void aDatasetWithoutAValueIsNamed() throws Exception {
        Queue<List<Integer>> queue = new ConcurrentLinkedQueue<>(
                List.of(Collections.singletonList(null)));
        try (StreamingContext ssc = StreamingContext.builder("test").build()) {
            ssc.queueStream(Integer.class, queue).foreach(_ -> {});
            ssc.start();
            assertThatThrownBy(ssc::awaitTermination).isInstanceOf(ConnectorException.class)
                    .hasMessageContaining("source queue failed")
                    .hasMessageContaining("takes none");
        }
    }

    @ParameterizedTest
    @MethodSource("threads")
    void aGracefulStopThatFailsSaysSo(ThreadLayout layout) throws Exception {
        StreamingContext ssc = StreamingContext.builder("test").layout(layout).build();
        Input<Integer> numbers = ssc.input("numbers", Integer.class);
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch stopping = new CountDownLatch(1);
        numbers.stream().foreach(_ -> {
            held.countDown();
            stopping.await();
            throw new IllegalStateException("too late");
        });
        ssc.start();
        numbers.openPublisher("rows").append(1);
        held.await();
        Thread.ofPlatform().start(() -> {
            Awaitility.await().until(() -> !numbersAreTaken(numbers));
            stopping.countDown();
        });
        assertThatThrownBy(() -> ssc.stop(true)).isInstanceOf(UserCodeException.class).hasMessageContaining("too late");
        assertThat(ssc.state()).isEqualTo(ContextState.STOPPED);
        ssc.close(); // has been told
    }

    private static boolean numbersAreTaken(Input<Integer> numbers) {
        try {
            numbers.openPublisher("probe").close();
            return true;
        } catch (IllegalStateException stopped) {
            return false;
        }
    }

    @Test
    void rowsThatAreReadLateThrow() throws Exception {
        AtomicReference<Chunk> kept = new AtomicReference<>();
        AtomicReference<Iterator<Integer>> partition = new AtomicReference<>();
        try (StreamingContext ssc = StreamingContext.builder("test").build()) {
            Input<Integer> numbers = ssc.input("numbers", Integer.class);
            numbers.stream().mapPartitions(Integer.class, values -> {
                partition.set(values);
                return List.of(7).iterator();
            }).into(() -> new Keeping(kept));
            ssc.start();
            numbers.openPublisher("rows").append(1);
            Awaitility.await().until(() -> kept.get() != null);
            ssc.stop(true);
        }
        assertThat(kept.get().rows()).isZero();
        assertThatThrownBy(() -> kept.get().column(0).intAt(0)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> partition.get().hasNext()).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("can be read until");
    }

    private record Keeping(AtomicReference<Chunk> kept) implements Sink {
        @Override
        public void accept(Chunk chunk) {
            assertThat(chunk.column(0).intAt(0)).isEqualTo(7);
            kept.set(chunk);
        }

        @Override
        public void endOfBatch(long batchId, long batchTimeMicros, boolean endOfStream) {}

        @Override
        public void close() {}
    }
}
