// SPDX-License-Identifier: Apache-2.0
package io.tidemill.runtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.tidemill.Batching;
import io.tidemill.IdleMode;
import io.tidemill.ThreadLayout;
import io.tidemill.compile.ExecutionPlan;
import io.tidemill.compile.ExecutionPlan.InputNode;
import io.tidemill.compile.ExecutionPlan.SinkNode;
import io.tidemill.compile.ExecutionPlan.StageNode;
import io.tidemill.compile.ExecutionPlan.Targets;
import io.tidemill.compile.ExecutionPlan.TickNeed;
import io.tidemill.connector.Sink;
import io.tidemill.memory.Chunk;
import io.tidemill.operator.Operator;
import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.Output;
import io.tidemill.operator.Progress;
import io.tidemill.runtime.StressRows.Line;
import io.tidemill.runtime.config.EngineConfig;
import io.tidemill.runtime.config.RowPolicy;
import io.tidemill.time.Clock;

import static org.assertj.core.api.Assertions.assertThat;

/// Many writers, every layout, small blocks and rings, slow sinks, publishers that come and go: every row arrives once, whole
/// and in its publisher's order, and nothing is left at the end.
///
/// Each seed makes another engine: `-Dtidemill.stress.seed=N` runs one again, `-Dtidemill.stress.seeds=N` runs more of them.
@Timeout(120)
final class EngineStressTest {
    private static final int WRITERS = 3;
    private static final long ROWS = 400;
    private static final int SEEDS = Integer.getInteger("tidemill.stress.seeds", 24);

    private static LongStream seeds() {
        Long chosen = Long.getLong("tidemill.stress.seed");
        return chosen != null
                ? LongStream.of(chosen)
                : LongStream.concat(LongStream.range(0, SEEDS), LongStream.of(System.nanoTime()));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyRowArrivesOnceWholeAndInOrder(long seed) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        Checking direct = new Checking(random.split());
        Checking copied = new Checking(random.split());
        EngineConfig config = config(random);
        try (Engine engine = new Engine(config, plan(direct, copied), List.of())) {
            engine.start();
            List<StressWriter> writers = new ArrayList<>();
            List<FutureTask<Long>> tasks = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                StressWriter writer = new StressWriter(engine, i, ROWS, random.split());
                FutureTask<Long> task = new FutureTask<>(writer);
                writers.add(writer);
                tasks.add(task);
                new Thread(task, "writer-" + i).start();
            }
            for (FutureTask<Long> task : tasks) {
                assertThat(task.get()).isEqualTo(StressWriter.PUBLISHERS * ROWS);
            }
            engine.stop(true);
            assertThat(engine.failure()).as("%s", config).isEmpty();
            assertThat(writers).allMatch(writer -> writer.outstanding() == 0);
            assertThat(engine.budget().usedBytes()).isZero();
            assertThat(engine.counters().rowsIn.value()).isEqualTo(WRITERS * StressWriter.PUBLISHERS * ROWS);
            assertThat(engine.counters().rowsOut.value()).isEqualTo(2 * WRITERS * StressWriter.PUBLISHERS * ROWS);
        } catch (ExecutionException failed) {
            throw new AssertionError("%s".formatted(config), failed.getCause());
        }
        assertThat(direct.next).as("%s", config).containsOnly(ROWS);
        assertThat(copied.next).as("%s", config).containsOnly(ROWS);
    }

    private static EngineConfig config(SplittableRandom random) {
        List<ThreadLayout> layouts = List.of(ThreadLayout.inline(), ThreadLayout.one(), ThreadLayout.two(),
                ThreadLayout.threads(2), ThreadLayout.threads(3));
        ThreadLayout layout = layouts.get(random.nextInt(layouts.size()));
        Batching batching = random.nextBoolean() ? Batching.natural() : Batching.every(Duration.ofMillis(1));
        return new EngineConfig("stress", batching, layout,
                random.nextInt(4) == 0 ? IdleMode.SPIN : IdleMode.PARK, Clock.system(), random.nextInt(1, 100),
                2 << random.nextInt(3), StressRows.LONGEST_TEXT, 1 << random.nextInt(7), 2, 64 << 20, false,
                RowPolicy.STOP, layout.laneThreads() + random.nextInt(3));
    }

    private static ExecutionPlan plan(Sink direct, Sink copied) {
        return new ExecutionPlan(
                List.of(new InputNode("lines", StressRows.SCHEMA, new Targets(List.of(0), List.of(0)))),
                List.of(new StageNode("copy", StressRows.SCHEMA, Unstable::new, new Targets(List.of(), List.of(1)),
                        TickNeed.NEVER, List.of())),
                List.of(new SinkNode("direct", StressRows.SCHEMA, () -> direct, TickNeed.EVERY_BATCH),
                        new SinkNode("copied", StressRows.SCHEMA, () -> copied, TickNeed.AT_END_OF_STREAM)),
                0, 0);
    }

    /// Passes its input on as if it were memory of its own, so that it must be copied.
    private static final class Unstable implements Operator {
        private final Chunk view = new Chunk(StressRows.SCHEMA);

        @Override
        public void open(OperatorContext context) {}

        @Override
        public Progress process(Chunk input, Output output) {
            view.view(input).stable(false);
            output.pass(view);
            return Progress.DONE;
        }

        @Override
        public void close() {}
    }

    /// Expects each publisher's rows in order; slow now and then.
    private static final class Checking implements Sink {
        private final long[] next = new long[WRITERS * StressWriter.PUBLISHERS];
        private final SplittableRandom random;

        Checking(SplittableRandom random) {
            this.random = random;
        }

        @Override
        public void accept(Chunk chunk) {
            for (int row = 0; row < chunk.rows(); row++) {
                int publisher = chunk.column(0).intAt(row);
                Line expected = new Line(publisher, next[publisher]);
                if (!expected.equalsRow(chunk, row)) {
                    throw new AssertionError("%s was expected, not %d".formatted(expected,
                            chunk.column(1).longAt(row)));
                }
                next[publisher]++;
            }
            if (random.nextInt(50) == 0) {
                LockSupport.parkNanos(200_000);
            }
        }

        @Override
        public void endOfBatch(long batchId, long batchTimeMicros, boolean endOfStream) {}

        @Override
        public void close() {}
    }
}
