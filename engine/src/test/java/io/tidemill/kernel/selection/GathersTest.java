// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.selection;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.tidemill.kernel.Shapes;
import io.tidemill.kernel.Texts;
import io.tidemill.kernel.TwinTrials;
import io.tidemill.kernel.Values;
import io.tidemill.kernel.Workbench;
import io.tidemill.memory.Memory;
import io.tidemill.memory.Type;

import static org.assertj.core.api.Assertions.assertThat;

class GathersTest {

    @Test
    void gathersValuesOfEveryWidth() {
        for (Type type : Shapes.NUMBERS) {
            TwinTrials.run(Gathers.values(type), (loop, rows, alignment, bench) -> {
                long source = Values.column(bench, type, rows, alignment);
                long numbers = rowNumbers(bench, rows);
                long target = bench.output((long) type.byteWidth() * rows);
                loop.apply(source, numbers, target, rows);
                for (int i = 0; i < rows; i++) {
                    long expected = Values.raw(type, source, Memory.intAt(numbers + 4L * i));
                    TwinTrials.check(i, Values.raw(type, target, i), expected);
                }
            });
        }
    }

    @Test
    void compressesValuesOfEveryWidth() {
        for (Type type : Shapes.NUMBERS) {
            TwinTrials.run(Gathers.compress(type), (loop, rows, alignment, bench) -> {
                long source = Values.column(bench, type, rows, alignment);
                long bits = bench.input((rows + 7L) / 8, 0);
                long target = bench.output((long) type.byteWidth() * rows);
                int count = loop.apply(source, bits, target, rows);
                int next = 0;
                for (int i = 0; i < rows; i++) {
                    if (TwinTrials.bitAt(bits, i)) {
                        TwinTrials.check(i, Values.raw(type, target, next++), Values.raw(type, source, i));
                    }
                }
                TwinTrials.check(-1, count, next);
            });
        }
    }

    @Test
    void scattersValuesOfEveryWidth() {
        for (Type type : Shapes.NUMBERS) {
            TwinTrials.run(Gathers.scatter(type), (loop, rows, alignment, bench) -> {
                long source = Values.column(bench, type, rows, alignment);
                long numbers = bench.input(4L * rows, 0);
                for (int i = 0; i < rows; i++) {
                    Memory.putInt(numbers + 4L * i, rows - 1 - i);
                }
                long target = bench.output((long) type.byteWidth() * rows);
                loop.apply(source, numbers, target, rows);
                for (int i = 0; i < rows; i++) {
                    TwinTrials.check(i, Values.raw(type, target, rows - 1 - i), Values.raw(type, source, i));
                }
            });
        }
    }

    @Test
    void gathersBits() {
        TwinTrials.run(Gathers.bits(), (loop, rows, alignment, bench) -> {
            int bit = alignment & 7;
            long source = bench.input((bit + rows + 7L) / 8, alignment);
            long numbers = rowNumbers(bench, rows);
            long target = bench.output((rows + 7L) / 8);
            int ones = loop.apply(source, bit, numbers, target, rows);
            for (int i = 0; i < rows; i++) {
                boolean expected = TwinTrials.bitAt(source, bit + Memory.intAt(numbers + 4L * i));
                TwinTrials.check(i, TwinTrials.bitAt(target, i), expected);
                ones -= expected ? 1 : 0;
            }
            TwinTrials.check(-1, ones, 0);
            TwinTrials.checkBitsBehind(target, rows);
        });
    }

    @Test
    void gathersTextWithoutMovingIt() {
        TwinTrials.run(Gathers.text(), (loop, rows, alignment, bench) -> {
            Texts texts = Texts.random(bench, rows, alignment);
            long numbers = rowNumbers(bench, rows);
            Texts gathered = new Texts(texts.data(), bench.output(4L * rows), bench.output(4L * rows));
            loop.apply(texts.starts(), texts.ends(), numbers, gathered.starts(), gathered.ends(), rows);
            for (int i = 0; i < rows; i++) {
                assertThat(gathered.bytesAt(i)).isEqualTo(texts.bytesAt(Memory.intAt(numbers + 4L * i)));
            }
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100, 1_000_000})
    void compactsTextUntilTheTargetIsFull(int limit) {
        TwinTrials.run(Gathers.compactText(), (loop, rows, alignment, bench) -> {
            Texts texts = Texts.random(bench, rows, alignment);
            int begin = Math.min(limit, 5);
            long offsets = bench.output(4L * (rows + 1));
            long target = bench.output(Math.min(limit, 300_000));
            Memory.putInt(offsets, begin);
            int written = loop.apply(texts.data(), texts.starts(), texts.ends(), rows, offsets, target, limit);
            Texts compacted = new Texts(target, offsets, offsets + 4);
            int end = begin;
            int expected = 0;
            while (expected < rows && end + texts.bytesAt(expected).length <= limit) {
                assertThat(compacted.bytesAt(expected)).isEqualTo(texts.bytesAt(expected));
                end += texts.bytesAt(expected).length;
                expected++;
                TwinTrials.check(expected, Memory.intAt(offsets + 4L * expected), end);
            }
            TwinTrials.check(-1, written, expected);
        });
    }

    @Test
    void compactsLongText() {
        byte[][] values = new byte[40][];
        for (int row = 0; row < values.length; row++) {
            values[row] = new byte[row * 11];
            java.util.Arrays.fill(values[row], (byte) row);
        }
        TwinTrials.run(Gathers.compactText(), (loop, rows, alignment, bench) -> {
            Texts texts = Texts.of(bench, alignment, values);
            long offsets = bench.output(4L * (values.length + 1));
            long target = bench.output(40 * 40 * 11);
            Memory.putInt(offsets, 0);
            loop.apply(texts.data(), texts.starts(), texts.ends(), values.length, offsets, target, 40 * 40 * 11);
            for (int row = 0; row < values.length; row++) {
                assertThat(new Texts(target, offsets, offsets + 4).bytesAt(row)).isEqualTo(values[row]);
            }
        });
    }

    /// Numbers of rows in any order, with repetitions.
    private static long rowNumbers(Workbench bench, int rows) {
        long numbers = bench.input(4L * rows, 0);
        for (int i = 0; i < rows; i++) {
            Memory.putInt(numbers + 4L * i, bench.random.nextInt(rows));
        }
        return numbers;
    }
}
