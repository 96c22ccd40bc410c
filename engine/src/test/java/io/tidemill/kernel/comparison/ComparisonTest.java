// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.comparison;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.tidemill.kernel.TwinTrials;
import io.tidemill.kernel.Values;
import io.tidemill.memory.Type;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ComparisonTest {
    private static final List<Type> TYPES = List.of(Type.INT8, Type.INT16, Type.INT32, Type.DATE, Type.INT64,
            Type.FLOAT32, Type.FLOAT64);

    static List<Arguments> operations() {
        List<Arguments> operations = new ArrayList<>();
        for (Type type : TYPES) {
            for (Comparison operation : Comparison.values()) {
                operations.add(Arguments.of(operation, type));
            }
        }
        return operations;
    }

    @ParameterizedTest
    @MethodSource("operations")
    void comparesColumnWithColumn(Comparison operation, Type type) {
        TwinTrials.run(operation.columns(type), (loop, rows, alignment, bench) -> {
            long left = Values.column(bench, type, rows, alignment);
            long right = Values.column(bench, type, rows, 63 - alignment);
            long bits = bench.output((rows + 7L) / 8);
            int ones = loop.apply(left, right, bits, rows);
            for (int row = 0; row < rows; row++) {
                int order = type.isFloat()
                        ? order(Values.real(type, left, row), Values.real(type, right, row))
                        : Long.compare(Values.integer(type, left, row), Values.integer(type, right, row));
                boolean expected = holds(operation, order);
                TwinTrials.check(row, TwinTrials.bitAt(bits, row), expected);
                ones -= expected ? 1 : 0;
            }
            TwinTrials.check(-1, ones, 0);
            TwinTrials.checkBitsBehind(bits, rows);
        });
    }

    @ParameterizedTest
    @MethodSource("operations")
    void comparesColumnWithConstant(Comparison operation, Type type) {
        List<Number> constants = type.isFloat() ? List.of(1.0, -0.0, Double.NaN) : List.of(1, -128);
        for (Number constant : constants) {
            TwinTrials.run(operation.withConstant(type, constant), (loop, rows, alignment, bench) -> {
                long source = Values.column(bench, type, rows, alignment);
                long bits = bench.output((rows + 7L) / 8);
                int ones = loop.apply(source, bits, rows);
                for (int row = 0; row < rows; row++) {
                    int order = type.isFloat()
                            ? order(Values.real(type, source, row), constant.doubleValue())
                            : Long.compare(Values.integer(type, source, row), constant.longValue());
                    boolean expected = holds(operation, order);
                    TwinTrials.check(row, TwinTrials.bitAt(bits, row), expected);
                    ones -= expected ? 1 : 0;
                }
                TwinTrials.check(-1, ones, 0);
                TwinTrials.checkBitsBehind(bits, rows);
            });
        }
    }

    @Test
    void refusesAConstantThatTheTypeDoesNotHold() {
        assertThatThrownBy(() -> Comparison.EQ.withConstant(Type.INT8, 128)).hasMessageContaining("128");
        assertThatThrownBy(() -> Comparison.LT.withConstant(Type.INT64, 1.5)).hasMessageContaining("1.5");
        assertThatThrownBy(() -> Comparison.LT.withConstant(Type.BOOL, 1)).hasMessageContaining("bool");
    }

    static boolean holds(Comparison operation, int order) {
        return switch (operation) {
            case EQ -> order == 0;
            case NE -> order != 0;
            case LT -> order < 0;
            case LE -> order <= 0;
            case GT -> order > 0;
            case GE -> order >= 0;
        };
    }

    /// Double.compare is this order, but for the zeros.
    private static int order(double left, double right) {
        return left == 0 && right == 0 ? 0 : Double.compare(left, right);
    }
}
