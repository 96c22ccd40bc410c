// SPDX-License-Identifier: Apache-2.0
package io.tidemill.benchmarks.kernel;

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
import io.tidemill.kernel.Forge;
import io.tidemill.kernel.Kernel;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.comparison.Comparison;
import io.tidemill.kernel.selection.Selections;
import io.tidemill.memory.Buffer;
import io.tidemill.memory.Memory;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.Type;

/// A filter on int32: compare with a constant, then turn the bits into row numbers; the twins apart.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ComparisonBenchmark {
    private static final int ROWS = 8_192;
    private static final int WANTED = 1;
    private static final int KINDS = 3;

    /// Which twin serves.
    @Param({"scalar", "vector"})
    private String twin;

    private MemoryBudget budget;
    private Buffer values;
    private Buffer bits;
    private Buffer rows;
    private Kernel<Loop.Predicate> compare;
    private Kernel<Loop.Select> select;

    @Setup
    public void fill() {
        Forge forge = twin.equals("vector") ? Forge.vectorAtOnce() : Forge.scalarOnly();
        compare = forge.kernel(Comparison.EQ.withConstant(Type.INT32, WANTED));
        select = forge.kernel(Selections.select());
        budget = MemoryBudget.limited("benchmark", 1 << 20);
        values = Buffer.allocate(budget, "values", 4L * ROWS);
        bits = Buffer.allocate(budget, "bits", ROWS / 8);
        rows = Buffer.allocate(budget, "rows", 4L * ROWS);
        for (int row = 0; row < ROWS; row++) {
            Memory.putInt(values.address() + 4L * row, (row * 7) % KINDS);
        }
        check();
    }

    private void check() {
        int selected = filter();
        int expected = 0;
        for (int row = 0; row < ROWS; row++) {
            if ((row * 7) % KINDS == WANTED) {
                Answer.require("selected row " + expected, row, Memory.intAt(rows.address() + 4L * expected));
                expected++;
            }
        }
        Answer.require("the number of rows selected", expected, selected);
    }

    @Benchmark
    @OperationsPerInvocation(ROWS)
    public int filter() {
        compare.current().apply(values.address(), bits.address(), ROWS);
        return select.current().apply(bits.address(), 0, rows.address(), ROWS);
    }

    @TearDown
    public void close() {
        values.close();
        bits.close();
        rows.close();
        budget.close();
    }
}
