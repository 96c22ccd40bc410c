// SPDX-License-Identifier: Apache-2.0
package io.tidemill.runtime;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.tidemill.BackPressure;
import io.tidemill.Batching;
import io.tidemill.Publisher;
import io.tidemill.RowWriter;
import io.tidemill.ThreadLayout;
import io.tidemill.UserCodeException;
import io.tidemill.compile.ExecutionPlan;
import io.tidemill.connector.Sink;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.LentColumns;
import io.tidemill.operator.Operator;
import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.Output;
import io.tidemill.operator.Progress;
import io.tidemill.runtime.config.EngineConfig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Timeout(60)
final class EngineTest {
    @ParameterizedTest
    @MethodSource("io.tidemill.runtime.NumberLines#layouts")
    void deliversEveryRowOnceAndInOrder(EngineConfig config) throws InterruptedException {
        NumberLines.Collected sink = new NumberLines.Collected();
        List<String> expected = new ArrayList<>();
        try (Engine engine = new Engine(config, NumberLines.plan(sink), List.of())) {
            engine.start();
            Publisher<Integer> publisher = engine.openPublisher(0, "rows", new NumberLines.Codec(), BackPressure.WAIT);
            for (int i = 0; i < 5_000; i++) {
                assertThat(publisher.append(i)).isEqualTo(i);
                expected.add(i + " line " + i);
            }
            engine.stop(true);
        }
        assertThat(sink.rows).isEqualTo(expected);
        assertThat(sink.ended).isTrue();
    }

    @ParameterizedTest
    @MethodSource("io.tidemill.runtime.NumberLines#layouts")
    void neverDeadlocksOnAThousandfoldFanOutWithTwoOutputBlocks(EngineConfig config) throws InterruptedException {
        NumberLines.Collected sink = new NumberLines.Collected();
        try (Engine engine = new Engine(config, fanOutPlan(sink, 1_000), List.of())) {
            engine.start();
            Publisher<Integer> publisher = engine.openPublisher(0, "rows", new NumberLines.Codec(), BackPressure.WAIT);
            for (int i = 0; i < 100; i++) {
                publisher.append(i);
            }
            engine.stop(true);
        }
        assertThat(sink.rows).hasSize(100_000);
        assertThat(sink.rows.get(99_999)).isEqualTo("99 line 99");
    }

    @ParameterizedTest
    @MethodSource("io.tidemill.runtime.NumberLines#layouts")
    void readsLentColumnsWhereTheyLieAndGivesThemBackOnce(EngineConfig config) throws InterruptedException {
        NumberLines.Collected sink = new NumberLines.Collected();
        AtomicInteger released = new AtomicInteger();
        try (Arena arena = Arena.ofShared();
                Engine engine = new Engine(config, NumberLines.plan(sink), List.of())) {
            int rows = 1_000;
            MemorySegment numbers = arena.allocate(ValueLayout.JAVA_LONG, rows);
            MemorySegment offsets = arena.allocate(ValueLayout.JAVA_INT, rows + 1);
            MemorySegment text = arena.allocate(rows);
            for (int i = 0; i < rows; i++) {
                numbers.setAtIndex(ValueLayout.JAVA_LONG, i, i);
                text.set(ValueLayout.JAVA_BYTE, i, (byte) ('a' + i % 26));
                offsets.setAtIndex(ValueLayout.JAVA_INT, i + 1, i + 1);
            }
            engine.start();
            Publisher<Integer> publisher = engine.openPublisher(0, "rows", new NumberLines.Codec(), BackPressure.WAIT);
            publisher.append(7);
            LentColumns columns = LentColumns.of(NumberLines.SCHEMA)
                    .set("number", numbers)
                    .setText("text", text, offsets);
            assertThat(publisher.lend(columns, rows, released::incrementAndGet)).isEqualTo(rows);
            publisher.append(8);
            engine.stop(true);
            assertThat(released).hasValue(1);
        }
        assertThat(sink.rows).hasSize(1_002).startsWith("7 line 7", "0 a", "1 b").endsWith("999 l", "8 line 8");
    }

    @ParameterizedTest
    @MethodSource("io.tidemill.runtime.NumberLines#layouts")
    void aRowThatDoesNotFitEndsTheBlockAndGoesOnWhole(EngineConfig config) throws InterruptedException {
        NumberLines.Collected sink = new NumberLines.Collected();
        String large = "x".repeat(1_000);
        try (Engine engine = new Engine(config, NumberLines.plan(sink), List.of())) {
            engine.start();
            Publisher<Integer> publisher = engine.openPublisher(0, "rows", new NumberLines.Codec(), BackPressure.WAIT);
            for (int i = 0; i < 100; i++) {
                try (RowWriter row = publisher.begin()) {
                    assertThat(row.set(0, (long) i).set(1, large + i).commit()).isEqualTo(i);
                }
            }
            assertThatThrownBy(() -> publisher.begin().set(0, 1L).set(1, "y".repeat(100_000)))
                    .hasMessageContaining("line limit");
            engine.stop(true);
        }
        assertThat(sink.rows).isEqualTo(IntStream.range(0, 100).mapToObj(i -> i + " " + large + i).toList());
    }

    @ParameterizedTest
    @MethodSource("io.tidemill.runtime.NumberLines#layouts")
    void aFailureStopsEverythingAndIsTold(EngineConfig config) throws InterruptedException {
        Sink throwing = new NumberLines.Collected() {
            @Override
            public void accept(Chunk chunk) {
                throw new UserCodeException("`broken` at Test.java:1", new IllegalArgumentException("no"));
            }
        };
        try (Engine engine = new Engine(config, NumberLines.plan(throwing), List.of())) {
            engine.start();
            Publisher<Integer> publisher = engine.openPublisher(0, "rows", new NumberLines.Codec(), BackPressure.WAIT);
            publisher.append(1);
            assertThatThrownBy(() -> {
                while (!engine.awaitTermination(1, TimeUnit.MILLISECONDS)) {
                    if (config.layout().isInline()) {
                        engine.doWork();
                    }
                }
            }).isInstanceOf(UserCodeException.class)
                    .hasMessageContaining("test, batch ")
                    .hasMessageContaining("`broken`");
            LongStream.range(0, 1_000)
                    .map(i -> publisher.append(1))
                    .filter(code -> code == Publisher.FAILED)
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void warmsUpWithoutTouchingTheSink() throws InterruptedException {
        EngineConfig config = NumberLines.config(ThreadLayout.one(), Batching.every(Duration.ofMillis(5)));
        NumberLines.Collected sink = new NumberLines.Collected();
        try (Engine engine = new Engine(config, NumberLines.plan(sink), List.of())) {
            engine.awaitWarm();
            engine.start();
            engine.stop(true);
        }
        assertThat(sink.rows).isEmpty();
    }

    @Test
    void refusesInsteadOfWaitingWhenAskedTo() throws InterruptedException {
        EngineConfig config = NumberLines.config(ThreadLayout.inline(), Batching.natural());
        NumberLines.Collected sink = new NumberLines.Collected();
        try (Engine engine = new Engine(config, NumberLines.plan(sink), List.of())) {
            engine.start();
            Publisher<Integer> publisher = engine.openPublisher(0, "rows", new NumberLines.Codec(),
                    BackPressure.REFUSE);
            int taken = 0;
            while (publisher.append(taken) >= 0) {
                taken++;
            }
            assertThat(taken).isEqualTo(4 * 64);
            assertThat(publisher.append(1)).isEqualTo(Publisher.BACK_PRESSURED);
            assertThat(publisher.begin().set(0, 1L).set(1, "lost").commit()).isEqualTo(Publisher.BACK_PRESSURED);
            while (engine.doWork() > 0) {
                assertThat(engine.failure()).isEmpty();
            }
            assertThat(publisher.append(taken)).isEqualTo(taken);
            engine.stop(true);
            assertThat(publisher.append(1)).isEqualTo(Publisher.CLOSED);
            assertThat(sink.rows).hasSize(taken + 1);
        }
    }

    @Test
    void waitingCallsFromACallbackThrow() throws InterruptedException {
        EngineConfig config = NumberLines.config(ThreadLayout.inline(), Batching.natural());
        List<Throwable> thrown = new ArrayList<>();
        Engine[] self = new Engine[1];
        Sink nosy = new NumberLines.Collected() {
            @Override
            public void accept(Chunk chunk) {
                try {
                    self[0].stop(true);
                } catch (IllegalStateException expected) {
                    thrown.add(expected);
                }
            }
        };
        try (Engine engine = new Engine(config, NumberLines.plan(nosy), List.of())) {
            self[0] = engine;
            engine.start();
            engine.openPublisher(0, "rows", new NumberLines.Codec(), BackPressure.WAIT).append(1);
            engine.stop(true);
        }
        assertThat(thrown).singleElement()
                .extracting(Throwable::getMessage)
                .asString()
                .contains("would wait for itself");
    }

    private static ExecutionPlan fanOutPlan(Sink sink, int times) {
        return new ExecutionPlan(
                List.of(new ExecutionPlan.InputNode("lines", NumberLines.SCHEMA,
                        new ExecutionPlan.Targets(List.of(0), List.of()))),
                List.of(new ExecutionPlan.StageNode("repeat", NumberLines.SCHEMA, () -> new Repeat(times),
                        new ExecutionPlan.Targets(List.of(), List.of(0)), ExecutionPlan.TickNeed.NEVER, List.of())),
                List.of(new ExecutionPlan.SinkNode("sink", NumberLines.SCHEMA, () -> sink,
                        ExecutionPlan.TickNeed.EVERY_BATCH)),
                0, 0);
    }

    /// Passes each chunk on many times, copying it so that it is not stable.
    private static final class Repeat implements Operator {
        private final int times;
        private final Chunk copy = new Chunk(NumberLines.SCHEMA);
        private int given;

        Repeat(int times) {
            this.times = times;
        }

        @Override
        public void open(OperatorContext context) {
            given = 0;
        }

        @Override
        public Progress process(Chunk input, Output output) {
            copy.view(input).stable(false);
            output.pass(copy);
            given++;
            if (given < times) {
                return Progress.MORE;
            }
            given = 0;
            return Progress.DONE;
        }

        @Override
        public void close() {
            given = -1;
        }
    }
}
