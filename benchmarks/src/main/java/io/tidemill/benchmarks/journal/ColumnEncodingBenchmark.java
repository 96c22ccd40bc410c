// SPDX-License-Identifier: Apache-2.0
package io.tidemill.benchmarks.journal;

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
import io.tidemill.journal.column.ColumnDecoder;
import io.tidemill.journal.column.ColumnEncoder;
import io.tidemill.memory.Block;
import io.tidemill.memory.BlockWriter;
import io.tidemill.memory.Buffer;
import io.tidemill.memory.Column;
import io.tidemill.memory.Field;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;

/// A column's chunks into the journal's bytes and back. The time is that of a row; how many bytes a row takes is printed.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ColumnEncodingBenchmark {
    private static final int ROWS = 8_192;
    private static final int CHUNKS = 16;
    private static final int MOST_TEXT = 128 * ROWS;

    @Param
    public SampleValues values;

    private MemoryBudget budget;
    private final Column[] columns = new Column[CHUNKS];
    private final Block[] blocks = new Block[CHUNKS];
    private final Buffer[] encoded = new Buffer[CHUNKS];
    private final int[] bytes = new int[CHUNKS];
    private ColumnEncoder encoder;
    private ColumnDecoder decoder;
    private Block target;
    private int next;

    @Setup
    public void fill() {
        budget = MemoryBudget.limited("benchmark", 1 << 27);
        Field field = Field.of("column", values.type());
        Schema schema = Schema.of(field);
        encoder = new ColumnEncoder(budget, "encoder", field, ROWS, MOST_TEXT);
        decoder = new ColumnDecoder(budget, "decoder", field, ROWS, MOST_TEXT);
        target = new Block(budget, "target", schema, ROWS, MOST_TEXT);
        BlockWriter writer = new BlockWriter(schema);
        Random random = new Random(1);
        long all = 0;
        for (int chunk = 0; chunk < CHUNKS; chunk++) {
            blocks[chunk] = new Block(budget, "block", schema, ROWS, MOST_TEXT);
            writer.begin(blocks[chunk]);
            for (int row = 0; row < ROWS; row++) {
                values.set(writer, (long) chunk * ROWS + row, random);
                writer.endRow();
            }
            columns[chunk] = new Column(values.type());
            blocks[chunk].view(0, 0, columns[chunk]);
            encoded[chunk] = Buffer.allocate(budget, "bytes", ColumnEncoder.mostBytes(field, ROWS, MOST_TEXT));
            encode();
            all += bytes[chunk];
            check(chunk);
        }
        System.out.printf("%s: %.3f bytes a row%n", values, (double) all / ROWS / CHUNKS);
    }

    private void check(int chunk) {
        next = chunk;
        decode();
        Column decoded = new Column(values.type());
        target.view(0, 0, decoded);
        for (int row = 0; row < ROWS; row++) {
            Answer.require("row " + row, value(columns[chunk], row), value(decoded, row));
        }
    }

    private static Object value(Column column, int row) {
        if (column.type().equals(Type.UTF8)) {
            return column.stringAt(row);
        }
        return column.type().isFloat() ? column.doubleAt(row) : column.longAt(row);
    }

    private int next() {
        int chunk = next;
        next = (next + 1) % CHUNKS;
        return chunk;
    }

    @Benchmark
    @OperationsPerInvocation(ROWS)
    public int encode() {
        int chunk = next();
        bytes[chunk] = encoder.encode(columns[chunk], ROWS, encoded[chunk].address());
        return bytes[chunk];
    }

    @Benchmark
    @OperationsPerInvocation(ROWS)
    public Block decode() {
        int chunk = next();
        target.clear();
        decoder.decode(encoded[chunk].address(), bytes[chunk], ROWS, target, 0);
        return target;
    }

    @TearDown
    public void close() {
        encoder.close();
        decoder.close();
        target.close();
        for (int chunk = 0; chunk < CHUNKS; chunk++) {
            blocks[chunk].close();
            encoded[chunk].close();
        }
        budget.close();
    }
}
