// SPDX-License-Identifier: Apache-2.0
package io.tidemill.benchmarks.memory;

import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import io.tidemill.benchmarks.suite.Answer;
import io.tidemill.memory.Block;
import io.tidemill.memory.BlockWriter;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Field;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.RowCopier;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Selection;
import io.tidemill.memory.Type;

/// Writing rows of int64, int32 and float64 into a block, and copying a block of them, whole or every third row.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RowCopierBenchmark {
    private static final int ROWS = 8_192;

    /// Every how many rows one is copied.
    @Param({"1", "3"})
    private int every;

    private MemoryBudget budget;
    private Block source;
    private Block target;
    private Selection selection;
    private BlockWriter writer;
    private Chunk chunk;

    @Setup
    public void fill() {
        Schema schema = Schema.of(Field.of("at", Type.INT64), Field.of("key", Type.INT32),
                Field.of("value", Type.FLOAT64));
        budget = MemoryBudget.limited("benchmark", 16 << 20);
        source = new Block(budget, "source", schema, ROWS, 0);
        target = new Block(budget, "target", schema, ROWS, 0);
        writer = new BlockWriter(schema);
        write();
        chunk = new Chunk(schema).view(source, 0, ROWS);
        selection = new Selection(budget, ROWS);
        if (every > 1) {
            selection.clear(ROWS);
            for (int row = 0; row < ROWS; row += every) {
                selection.add(row);
            }
            chunk.selection(selection);
        }
        check();
    }

    private void check() {
        int rows = copy();
        Answer.require("the number of rows copied", (ROWS + every - 1) / every, rows);
        Chunk copied = new Chunk(chunk.schema()).view(target, 0, rows);
        for (int row = 0; row < rows; row++) {
            Answer.require("row " + row, (long) row * every, copied.column(0).longAt(row));
            Answer.require("row " + row, row * every, copied.column(1).intAt(row));
            Answer.require("row " + row, (double) row * every, copied.column(2).doubleAt(row));
        }
    }

    /// A block of rows, by row.
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public int write() {
        writer.begin(source);
        for (int row = 0; row < ROWS; row++) {
            writer.setLong(0, row);
            writer.setInt(1, row);
            writer.setDouble(2, row);
            writer.endRow();
        }
        return writer.rows();
    }

    /// A block of rows, by column; the time is that of a row of the source.
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public int copy() {
        writer.begin(target);
        return RowCopier.copy(chunk, 0, writer);
    }

    @TearDown
    public void close() {
        selection.close();
        source.close();
        target.close();
        budget.close();
    }
}
