// SPDX-License-Identifier: Apache-2.0
package io.tidemill.benchmarks.codec;

import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

import io.tidemill.benchmarks.publisher.Reading;
import io.tidemill.benchmarks.suite.Answer;
import io.tidemill.codec.RowCodec;
import io.tidemill.memory.Block;
import io.tidemill.memory.BlockWriter;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.MemoryBudget;

/// Records of a long, an int and a double, into columns and back.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RecordCodecBenchmark {
    private static final int ROWS = 8_192;

    private final Reading[] readings = new Reading[ROWS];
    private final RowCodec<Reading> codec = Reading.codec();
    private final BlockWriter writer = new BlockWriter(codec.schema());
    private final Chunk chunk = new Chunk(codec.schema());
    private MemoryBudget budget;
    private Block block;

    @Setup
    public void fill() {
        budget = MemoryBudget.limited("benchmark", 1 << 20);
        block = new Block(budget, "readings", codec.schema(), ROWS, 0);
        for (int row = 0; row < ROWS; row++) {
            readings[row] = new Reading(row, Reading.key(row), 0.5 * row);
        }
        check();
    }

    private void check() {
        Answer.require("the number of rows written", ROWS, write());
        chunk.view(block, 0, ROWS);
        for (int row = 0; row < ROWS; row++) {
            Answer.require("row " + row, readings[row], codec.read(chunk, row));
        }
    }

    /// Takes records apart that were made before.
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public int write() {
        writer.begin(block);
        for (int row = 0; row < ROWS; row++) {
            codec.write(readings[row], writer);
            writer.endRow();
        }
        return writer.rows();
    }

    /// Makes a record of each row, on the heap.
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public void read(Blackhole sink) {
        for (int row = 0; row < ROWS; row++) {
            sink.consume(codec.read(chunk, row));
        }
    }

    @TearDown
    public void close() {
        block.close();
        budget.close();
    }
}
