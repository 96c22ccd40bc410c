// SPDX-License-Identifier: Apache-2.0
package io.tidemill.benchmarks.table;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

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

import io.tidemill.benchmarks.suite.Answer;
import io.tidemill.memory.Memory;
import io.tidemill.memory.table.HeapKeyTable;
import io.tidemill.memory.table.KeyTable;

/// The groups of rows whose keys are known: of columns, beside Java objects in the table for those and in a `HashMap`.
///
/// Objects are made before, and none is the one that the table holds: `equals` is called, as for a key that was just read. The time
/// is that of a row.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class KeyTableBenchmark {

    /// A table of columns that knows all keys.
    @State(Scope.Thread)
    public static class Columns {
        private KeyTable table;

        @Setup
        public void fill(KeyStream stream) {
            table = KeyTable.of(stream.budget(), "benchmark", stream.keys.types());
            for (int from = 0; from < stream.distinct; from += KeyStream.ROWS) {
                int first = from;
                int rows = Math.min(KeyStream.ROWS, stream.distinct - from);
                table.assign(stream.lay(rows, row -> first + row), rows, stream.groups());
            }
            check(stream, table.groups(), chunk -> assign(stream, chunk));
        }

        private void assign(KeyStream stream, int chunk) {
            table.assign(stream.columns(chunk), KeyStream.ROWS, stream.groups());
        }

        @TearDown
        public void close() {
            table.close();
        }
    }

    /// Keys as objects, for rows to carry.
    @State(Scope.Thread)
    public static class KeyObjects {
        private Object[] keys;

        @Setup
        public void make(KeyStream stream) {
            keys = new Object[stream.distinct];
            for (int number = 0; number < keys.length; number++) {
                keys[number] = stream.keys.object(number);
            }
        }

        private Object of(KeyStream stream, int chunk, int row) {
            return keys[stream.number(chunk, row)];
        }
    }

    /// A table of objects that knows all keys.
    @State(Scope.Thread)
    public static class Heap {
        private HeapKeyTable table;

        @Setup
        public void fill(KeyStream stream, KeyObjects objects) {
            table = HeapKeyTable.of(stream.budget(), "benchmark");
            for (int number = 0; number < stream.distinct; number++) {
                table.assign(stream.keys.object(number));
            }
            check(stream, table.groups(), chunk -> assign(stream, objects, chunk));
        }

        private void assign(KeyStream stream, KeyObjects objects, int chunk) {
            for (int row = 0; row < KeyStream.ROWS; row++) {
                Memory.putInt(stream.groups() + 4L * row, table.assign(objects.of(stream, chunk, row)));
            }
        }

        @TearDown
        public void close() {
            table.close();
        }
    }

    /// A map that knows all keys.
    @State(Scope.Thread)
    public static class Mapped {
        private final Map<Object, Integer> map = new HashMap<>();

        @Setup
        public void fill(KeyStream stream, KeyObjects objects) {
            for (int number = 0; number < stream.distinct; number++) {
                map.put(stream.keys.object(number), number);
            }
            check(stream, map.size(), chunk -> assign(stream, objects, chunk));
        }

        private void assign(KeyStream stream, KeyObjects objects, int chunk) {
            for (int row = 0; row < KeyStream.ROWS; row++) {
                Object key = objects.of(stream, chunk, row);
                Integer group = map.get(key);
                if (group == null) {
                    group = map.size();
                    map.put(key, group);
                }
                Memory.putInt(stream.groups() + 4L * row, group);
            }
        }
    }

    /// The first keys came in the order of their numbers, so these are the groups.
    private static void check(KeyStream stream, int groups, IntConsumer assign) {
        Answer.require("the number of groups", stream.distinct, groups);
        for (int chunk = 0; chunk < KeyStream.chunks(); chunk++) {
            assign.accept(chunk);
            for (int row = 0; row < KeyStream.ROWS; row++) {
                int group = Memory.intAt(stream.groups() + 4L * row);
                if (group != stream.number(chunk, row)) {
                    Answer.require("the group of row %d in chunk %d".formatted(row, chunk), stream.number(chunk, row),
                            group);
                }
            }
        }
    }

    @Benchmark
    @OperationsPerInvocation(KeyStream.ROWS)
    public long keyTable(KeyStream stream, Columns columns) {
        columns.assign(stream, stream.next());
        return stream.groups();
    }

    @Benchmark
    @OperationsPerInvocation(KeyStream.ROWS)
    public long heapKeyTable(KeyStream stream, KeyObjects objects, Heap heap) {
        heap.assign(stream, objects, stream.next());
        return stream.groups();
    }

    @Benchmark
    @OperationsPerInvocation(KeyStream.ROWS)
    public long hashMap(KeyStream stream, KeyObjects objects, Mapped mapped) {
        mapped.assign(stream, objects, stream.next());
        return stream.groups();
    }
}
