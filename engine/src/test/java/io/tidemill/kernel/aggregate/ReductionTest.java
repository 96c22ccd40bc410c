// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.aggregate;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.tidemill.kernel.Forge;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Shapes;
import io.tidemill.kernel.TwinTrials;
import io.tidemill.kernel.Values;
import io.tidemill.kernel.Workbench;
import io.tidemill.memory.Memory;
import io.tidemill.memory.Type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ReductionTest {

    @ParameterizedTest
    @EnumSource(Reduction.class)
    void reducesIntegersOfAllRowsOrThoseThatCount(Reduction reduction) {
        for (Type type : Shapes.NUMBERS.stream().filter(Type::isInteger).toList()) {
            TwinTrials.run(reduction.integers(type), (loop, rows, alignment, bench) -> {
                long source = Values.column(bench, type, rows, alignment);
                int bit = alignment & 7;
                long bits = bench.random.nextBoolean() ? 0 : bench.input((bit + rows + 7L) / 8, alignment);
                long expected = reduction.identity(type);
                for (int row = 0; row < rows; row++) {
                    if (bits == 0 || TwinTrials.bitAt(bits, bit + row)) {
                        long value = Values.integer(type, source, row);
                        expected = switch (reduction) {
                            case SUM -> expected + value;
                            case MIN -> Math.min(expected, value);
                            case MAX -> Math.max(expected, value);
                        };
                    }
                }
                TwinTrials.check(-1, loop.apply(source, bits, bit, rows), expected);
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"all", "some", "numbers", "none"})
    void sumsFloatsInEightAccumulatorsWhateverTheWidth(String counted) {
        for (Type type : new Type[]{Type.FLOAT32, Type.FLOAT64}) {
            TwinTrials.run(Reduction.SUM.floats(type), (loop, rows, alignment, bench) -> {
                long source = Values.column(bench, type, rows, alignment);
                int bit = alignment & 7;
                long bits = counted.equals("all") ? 0 : bench.input((bit + rows + 7L) / 8, alignment);
                double[] sums = new double[8];
                for (int row = 0; row < rows; row++) {
                    double value = Values.real(type, source, row);
                    if (counted.equals("none") || (counted.equals("numbers") && Math.abs(value) > 1e9)) {
                        clear(bits, bit + row);
                    } else if (counted.equals("numbers") && Double.isNaN(value)) {
                        clear(bits, bit + row);
                    }
                    if (bits == 0 || TwinTrials.bitAt(bits, bit + row)) {
                        sums[row % 8] += value;
                    }
                }
                double expected = ((sums[0] + sums[4]) + (sums[2] + sums[6]))
                        + ((sums[1] + sums[5]) + (sums[3] + sums[7]));
                TwinTrials.check(-1, Double.doubleToRawLongBits(loop.apply(source, bits, bit, rows)),
                        Double.doubleToLongBits(expected));
            });
        }
    }

    @ParameterizedTest
    @EnumSource(value = Reduction.class, names = {"MIN", "MAX"})
    void findsExtremesOfFloatsWithNanAboveAll(Reduction reduction) {
        for (Type type : new Type[]{Type.FLOAT32, Type.FLOAT64}) {
            TwinTrials.run(reduction.floats(type), (loop, rows, alignment, bench) -> {
                long source = Values.column(bench, type, rows, alignment);
                int bit = alignment & 7;
                long bits = bench.random.nextBoolean() ? 0 : bench.input((bit + rows + 7L) / 8, alignment);
                double expected = reduction == Reduction.MIN ? Double.NaN : Double.NEGATIVE_INFINITY;
                for (int row = 0; row < rows; row++) {
                    if (bits == 0 || TwinTrials.bitAt(bits, bit + row)) {
                        double value = Values.real(type, source, row);
                        // Double.compare has NaN above all; the zeros are made one below
                        int order = Double.compare(value, expected);
                        expected = (reduction == Reduction.MIN ? order < 0 : order > 0) ? value : expected;
                    }
                }
                TwinTrials.check(-1, Double.doubleToRawLongBits(loop.apply(source, bits, bit, rows)),
                        Double.doubleToLongBits(expected == 0 ? 0.0 : expected));
            });
        }
    }

    @Test
    void findsTheLeastAmongNothingButNan() {
        for (Forge forge : TwinTrials.forges().values()) {
            try (Workbench bench = new Workbench(1, false)) {
                long source = bench.output(8 * 100);
                for (long row = 0; row < 100; row++) {
                    Memory.putDouble(source + 8 * row, Double.NaN);
                }
                Loop.FloatReduction least = forge.kernel(Reduction.MIN.floats(Type.FLOAT64)).current();
                assertThat(least.apply(source, 0, 0, 100)).isNaN();
                Memory.putDouble(source + 8 * 50, Double.POSITIVE_INFINITY);
                assertThat(least.apply(source, 0, 0, 100)).isEqualTo(Double.POSITIVE_INFINITY);
            }
        }
    }

    @Test
    void refusesTheOtherKindOfNumber() {
        assertThatThrownBy(() -> Reduction.SUM.integers(Type.FLOAT32)).hasMessageContaining("float32");
        assertThatThrownBy(() -> Reduction.SUM.floats(Type.INT32)).hasMessageContaining("int32");
    }

    private static void clear(long bits, int bit) {
        long address = bits + (bit >> 3);
        Memory.putByte(address, (byte) (Memory.byteAt(address) & ~(1 << (bit & 7))));
    }
}
