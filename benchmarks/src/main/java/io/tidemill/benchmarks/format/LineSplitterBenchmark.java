// SPDX-License-Identifier: Apache-2.0
package io.tidemill.benchmarks.format;

import java.nio.ByteBuffer;
import java.util.Random;
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
import io.tidemill.format.LineOutput;
import io.tidemill.format.LineSplitter;
import io.tidemill.kernel.Forge;
import io.tidemill.memory.MemoryBudget;

/// Cutting text into lines of some 60 bytes, UTF-8 checked: the time is that of a byte.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class LineSplitterBenchmark {
    private static final int BYTES = 1 << 20;
    private static final int LONGEST_LINE = 120;

    /// Which twins of the loops serve.
    @Param({"scalar", "vector"})
    private String twins;

    private final byte[] text = new byte[BYTES];
    private final Counted counted = new Counted();
    private MemoryBudget budget;
    private LineSplitter splitter;
    private long lines;

    private static final class Counted implements LineOutput {
        private long lines;
        private long rejects;

        @Override
        public void lines(long utf8Address, long startsAddress, long endsAddress, int count, String input,
                long offset) {
            lines += count;
        }

        @Override
        public void reject(long address, int bytes, String input, long offset, String reason) {
            rejects++;
        }
    }

    @Setup
    public void fill() {
        budget = MemoryBudget.limited("benchmark", 16 << 20);
        Forge forge = twins.equals("vector") ? Forge.vectorAtOnce() : Forge.scalarOnly();
        splitter = new LineSplitter(forge, budget, "benchmark", 1 << 20, counted);
        Random random = new Random(42);
        for (int at = 0, end = 0; at < BYTES; at++) {
            if (at == end || at == BYTES - 1) {
                text[at] = '\n';
                lines++;
                end = at + 1 + random.nextInt(LONGEST_LINE);
            } else {
                text[at] = (byte) ('a' + random.nextInt(26));
            }
        }
        Answer.require("the number of lines", lines, split());
        Answer.require("the number of rejects", 0L, counted.rejects);
    }

    @Benchmark
    @OperationsPerInvocation(BYTES)
    public long split() {
        counted.lines = 0;
        splitter.begin("");
        int at = 0;
        while (at < BYTES) {
            ByteBuffer room = splitter.room();
            int bytes = Math.min(room.remaining(), BYTES - at);
            room.put(text, at, bytes);
            splitter.take(bytes);
            at += bytes;
        }
        return counted.lines;
    }

    @TearDown
    public void close() {
        splitter.close();
        budget.close();
    }
}
