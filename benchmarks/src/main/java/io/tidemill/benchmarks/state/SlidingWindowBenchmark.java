// SPDX-License-Identifier: Apache-2.0
package io.tidemill.benchmarks.state;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import io.tidemill.benchmarks.suite.Answer;
import io.tidemill.kernel.Forge;
import io.tidemill.kernel.Kernel;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.aggregate.Grouping;
import io.tidemill.kernel.aggregate.Reduction;
import io.tidemill.memory.Block;
import io.tidemill.memory.BlockWriter;
import io.tidemill.memory.Buffer;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Column;
import io.tidemill.memory.Field;
import io.tidemill.memory.Memory;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;
import io.tidemill.state.ColumnSlice;
import io.tidemill.state.Groups;
import io.tidemill.state.KeyGroups;
import io.tidemill.state.accumulation.Accumulation;
import io.tidemill.state.accumulation.FixedAccumulation;
import io.tidemill.state.accumulation.FixedAccumulators;
import io.tidemill.state.window.ColumnTotals;
import io.tidemill.state.window.SlidingWindow;

/// A sliding window of int64s by key: adding a chunk of 8,192 rows, and the same with the close of its slide.
///
/// The time is that of a chunk; closing costs the difference, which does not depend on how long the window is.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SlidingWindowBenchmark {
    private static final int ROWS = 8_192;
    private static final int CHUNKS = 16;
    private static final int KEYS = 512; // few enough for each to be in every chunk
    private static final long SEED = 42;
    private static final Schema SCHEMA = Schema.of(Field.of("key", Type.INT32), Field.of("value", Type.INT64));

    /// How a slide leaves: sums are subtracted, the largest values keep two stacks.
    @Param({"subtract", "stacks"})
    private String leaving;

    /// How many slides the window is long.
    @Param({"10", "100"})
    private int slides;

    private final Chunk[] chunks = new Chunk[CHUNKS];
    private final Column[] keys = new Column[1];
    private MemoryBudget budget;
    private Block block;
    private Buffer groups;
    private FixedAccumulators results;
    private Reduction reduction;
    private Kernel<Loop.Grouped> fold;
    private SlidingWindow<ColumnSlice, ColumnTotals> window;
    private int next; // the chunk to be added

    @Setup
    public void fill() {
        budget = MemoryBudget.limited("benchmark", 256 << 20);
        block = new Block(budget, "rows", SCHEMA, CHUNKS * ROWS, 0);
        groups = Buffer.allocate(budget, "groups", 4L * ROWS);
        write();
        reduction = leaving.equals("subtract") ? Reduction.SUM : Reduction.MAX;
        Forge forge = Forge.hasVectors() ? Forge.vectorAtOnce() : Forge.scalarOnly();
        fold = forge.kernel(Grouping.of(reduction, Type.INT64));
        FixedAccumulation accumulation = FixedAccumulation.of(reduction, Type.INT64, forge);
        List<Accumulation> accumulations = List.of(accumulation);
        results = accumulation.results(budget, "results");
        window = new SlidingWindow<>(slides, () -> new ColumnSlice(budget, accumulations, keyGroups()),
                new ColumnTotals(budget, accumulations, this::keyGroups));
        for (int slide = 1; slide <= 3 * slides; slide++) {
            check(slide, addAndClose());
        }
    }

    private Groups keyGroups() {
        return new KeyGroups(budget, "keys", List.of(Type.INT32));
    }

    private void write() {
        SplittableRandom random = new SplittableRandom(SEED);
        BlockWriter writer = new BlockWriter(SCHEMA);
        writer.begin(block);
        for (int row = 0; row < CHUNKS * ROWS; row++) {
            writer.setInt(0, random.nextInt(KEYS));
            writer.setLong(1, random.nextInt());
            writer.endRow();
        }
        for (int i = 0; i < CHUNKS; i++) {
            chunks[i] = new Chunk(SCHEMA).view(block, i * ROWS, (i + 1) * ROWS);
        }
    }

    /// Compares what the window holds with the rows of its last slides, each of which had one chunk.
    private void check(int ended, ColumnTotals totals) {
        long[] expected = new long[KEYS];
        Arrays.fill(expected, reduction.identity(Type.INT64));
        for (int slide = Math.max(0, ended - slides); slide < ended; slide++) {
            Chunk chunk = chunks[slide % CHUNKS];
            for (int row = 0; row < ROWS; row++) {
                int key = chunk.column(0).intAt(row);
                long value = chunk.column(1).longAt(row);
                expected[key] = reduction == Reduction.SUM ? expected[key] + value : Math.max(expected[key], value);
            }
        }
        int count = totals.order(groups.address());
        Answer.require("the number of keys after slide " + ended, KEYS, count);
        totals.pick(0, groups.address(), count, results);
        for (int i = 0; i < count; i++) {
            int key = totals.groups().key(0).intAt(Memory.intAt(groups.address() + 4L * i));
            Answer.require("key %d after slide %d".formatted(key, ended), expected[key],
                    Memory.longAt(results.address() + 8L * i));
        }
    }

    /// Adds to a slide that does not end.
    @Benchmark
    public ColumnSlice add() {
        Chunk chunk = chunks[next];
        next = (next + 1) % CHUNKS;
        ColumnSlice slice = window.current();
        keys[0] = chunk.column(0);
        slice.groups().assign(keys, ROWS, groups.address());
        slice.ensure();
        fold.current()
                .apply(groups.address(), chunk.column(1).data(), ((FixedAccumulators) slice.accumulators(0)).address(),
                        ROWS);
        return slice;
    }

    /// Adds to a slide and ends it: it enters the window, and the oldest leaves.
    @Benchmark
    public ColumnTotals addAndClose() {
        add();
        ColumnTotals totals = window.fire();
        window.fired();
        return totals;
    }

    @TearDown
    public void close() {
        window.close();
        groups.close();
        results.close();
        block.close();
        budget.close();
    }
}
