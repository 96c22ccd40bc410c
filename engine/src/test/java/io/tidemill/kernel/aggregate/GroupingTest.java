// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.aggregate;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.tidemill.kernel.Element;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Shapes;
import io.tidemill.kernel.TwinTrials;
import io.tidemill.kernel.Values;
import io.tidemill.kernel.Workbench;
import io.tidemill.memory.Memory;
import io.tidemill.memory.Type;

class GroupingTest {
    private static final int GROUPS = 7;

    @Test
    void countsRowsOfGroups() {
        TwinTrials.run(Grouping.count(), (loop, rows, alignment, bench) -> {
            long groups = groups(bench, rows, alignment);
            long accumulators = accumulators(bench, Type.INT64, 0);
            loop.apply(groups, accumulators, rows);
            long[] expected = new long[GROUPS];
            for (int row = 0; row < rows; row++) {
                expected[Memory.intAt(groups + 4L * row)]++;
            }
            for (int group = 0; group < GROUPS; group++) {
                TwinTrials.check(group, Memory.longAt(accumulators + 8L * group), expected[group]);
            }
        });
    }

    @ParameterizedTest
    @EnumSource(Reduction.class)
    void reducesIntegersOfGroups(Reduction reduction) {
        for (Type type : Shapes.NUMBERS.stream().filter(Type::isInteger).toList()) {
            Type result = reduction == Reduction.SUM ? Type.INT64 : type;
            TwinTrials.run(Grouping.of(reduction, type), (loop, rows, alignment, bench) -> {
                long groups = groups(bench, rows, alignment);
                long source = Values.column(bench, type, rows, alignment);
                long accumulators = accumulators(bench, result, reduction.identity(type));
                long rowNumbers = apply(loop, groups, source, accumulators, rows, bench);
                long[] expected = new long[GROUPS];
                java.util.Arrays.fill(expected, reduction.identity(type));
                for (int i = 0; i < rows; i++) {
                    int group = Memory.intAt(groups + 4L * i);
                    long value = Values.integer(type, source, rowNumbers == 0 ? i : Memory.intAt(rowNumbers + 4L * i));
                    expected[group] = switch (reduction) {
                        case SUM -> expected[group] + value;
                        case MIN -> Math.min(expected[group], value);
                        case MAX -> Math.max(expected[group], value);
                    };
                }
                for (int group = 0; group < GROUPS; group++) {
                    TwinTrials.check(group, Values.integer(result, accumulators, group), expected[group]);
                }
            });
        }
    }

    @ParameterizedTest
    @EnumSource(Reduction.class)
    void reducesFloatsOfGroupsInTheOrderOfRows(Reduction reduction) {
        for (Type type : new Type[]{Type.FLOAT32, Type.FLOAT64}) {
            Type result = reduction == Reduction.SUM ? Type.FLOAT64 : type;
            TwinTrials.run(Grouping.of(reduction, type), (loop, rows, alignment, bench) -> {
                long groups = groups(bench, rows, alignment);
                long source = Values.column(bench, type, rows, alignment);
                long accumulators = accumulators(bench, result, reduction.identity(type));
                long rowNumbers = apply(loop, groups, source, accumulators, rows, bench);
                double[] expected = new double[GROUPS];
                java.util.Arrays.fill(expected, switch (reduction) {
                    case SUM -> 0.0;
                    case MIN -> Double.NaN;
                    case MAX -> Double.NEGATIVE_INFINITY;
                });
                for (int i = 0; i < rows; i++) {
                    int group = Memory.intAt(groups + 4L * i);
                    double value = Values.real(type, source, rowNumbers == 0 ? i : Memory.intAt(rowNumbers + 4L * i));
                    int order = Double.compare(value, expected[group]);
                    expected[group] = switch (reduction) {
                        case SUM -> expected[group] + value;
                        case MIN -> order < 0 ? value : expected[group];
                        case MAX -> order > 0 ? value : expected[group];
                    };
                }
                for (int group = 0; group < GROUPS; group++) {
                    double value = expected[group] == 0 ? 0.0 : expected[group];
                    TwinTrials.check(group, Values.raw(result, accumulators, group), result.equals(Type.FLOAT32)
                            ? Float.floatToIntBits((float) value)
                            : Double.doubleToLongBits(value));
                }
            });
        }
    }

    /// Runs the loop over all rows, or over some by their numbers; answers the address of these, or 0.
    private static long apply(Loop.Grouped loop, long groups, long source, long accumulators, int rows,
            Workbench bench) {
        if (bench.random.nextBoolean()) {
            loop.apply(groups, source, accumulators, rows);
            return 0;
        }
        long rowNumbers = bench.input(4L * rows, 0);
        for (int i = 0; i < rows; i++) {
            Memory.putInt(rowNumbers + 4L * i, bench.random.nextInt(rows));
        }
        loop.applySelected(groups, source, rowNumbers, accumulators, rows);
        return rowNumbers;
    }

    private static long groups(Workbench bench, int rows, int alignment) {
        long groups = bench.input(4L * rows, alignment);
        for (int row = 0; row < rows; row++) {
            Memory.putInt(groups + 4L * row, bench.random.nextInt(GROUPS));
        }
        return groups;
    }

    private static long accumulators(Workbench bench, Type type, long identity) {
        long accumulators = bench.output((long) type.byteWidth() * GROUPS);
        Element element = switch (type.byteWidth()) {
            case 1 -> Element.INT8;
            case 2 -> Element.INT16;
            case 4 -> Element.INT32;
            default -> Element.INT64;
        };
        for (int group = 0; group < GROUPS; group++) {
            element.putLong(accumulators, group, identity);
        }
        return accumulators;
    }
}
