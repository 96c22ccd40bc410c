// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.arithmetic;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.tidemill.kernel.TwinTrials;
import io.tidemill.kernel.Values;
import io.tidemill.kernel.Workbench;
import io.tidemill.memory.Memory;
import io.tidemill.memory.Type;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ArithmeticTest {

    static List<Arguments> operations() {
        List<Arguments> operations = new ArrayList<>();
        for (Type type : List.of(Type.INT32, Type.INT64, Type.TIMESTAMP, Type.FLOAT32, Type.FLOAT64)) {
            for (Arithmetic operation : Arithmetic.values()) {
                if (type.isFloat() || (operation != Arithmetic.DIV && operation != Arithmetic.MOD)) {
                    operations.add(Arguments.of(operation, type));
                }
            }
        }
        return operations;
    }

    @ParameterizedTest
    @MethodSource("operations")
    void computesColumnByColumn(Arithmetic operation, Type type) {
        TwinTrials.run(operation.columns(type), (loop, rows, alignment, bench) -> {
            long left = Values.column(bench, type, rows, alignment);
            long right = Values.column(bench, type, rows, 63 - alignment);
            long target = bench.output((long) type.byteWidth() * rows);
            loop.apply(left, right, target, rows);
            for (int row = 0; row < rows; row++) {
                TwinTrials.check(row, Values.raw(type, target, row), expected(operation, type, left, row, right, row));
            }
        });
    }

    @ParameterizedTest
    @MethodSource("operations")
    void computesWithAConstantOnEitherSide(Arithmetic operation, Type type) {
        for (Number constant : List.of(-7, 0, 3)) {
            TwinTrials.run(operation.byConstant(type, constant), (loop, rows, alignment, bench) -> {
                long source = Values.column(bench, type, rows, alignment);
                long target = bench.output((long) type.byteWidth() * rows);
                long one = constant(bench, type, constant.intValue());
                loop.apply(source, target, rows);
                for (int row = 0; row < rows; row++) {
                    long expected = expected(operation, type, source, row, one, 0);
                    TwinTrials.check(row, Values.raw(type, target, row), expected);
                }
            });
            TwinTrials.run(operation.ofConstant(constant, type), (loop, rows, alignment, bench) -> {
                long source = Values.column(bench, type, rows, alignment);
                long target = bench.output((long) type.byteWidth() * rows);
                long one = constant(bench, type, constant.intValue());
                loop.apply(source, target, rows);
                for (int row = 0; row < rows; row++) {
                    long expected = expected(operation, type, one, 0, source, row);
                    TwinTrials.check(row, Values.raw(type, target, row), expected);
                }
            });
        }
    }

    @Test
    void negatesZerosAndTheLeastNumber() {
        for (Type type : List.of(Type.INT32, Type.INT64, Type.FLOAT32, Type.FLOAT64)) {
            TwinTrials.run(Arithmetic.negation(type), (loop, rows, alignment, bench) -> {
                long source = Values.column(bench, type, rows, alignment);
                long target = bench.output((long) type.byteWidth() * rows);
                loop.apply(source, target, rows);
                for (int row = 0; row < rows; row++) {
                    long expected = type.isFloat()
                            ? bits(type, -Values.real(type, source, row))
                            : cut(type, -Values.integer(type, source, row));
                    TwinTrials.check(row, Values.raw(type, target, row), expected);
                }
            });
        }
    }

    @Test
    void writesOverItsInput() {
        TwinTrials.run(Arithmetic.ADD.columns(Type.INT64), (loop, rows, alignment, bench) -> {
            long column = bench.output(8L * rows);
            for (long row = 0; row < rows; row++) {
                Memory.putLong(column + 8 * row, row);
            }
            loop.apply(column, column, column, rows);
            for (long row = 0; row < rows; row++) {
                TwinTrials.check(row, Memory.longAt(column + 8 * row), 2 * row);
            }
        });
    }

    @Test
    void refusesWhatItHasNoLoopFor() {
        assertThatThrownBy(() -> Arithmetic.DIV.columns(Type.INT32)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Arithmetic.MOD.columns(Type.INT64)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Arithmetic.ADD.columns(Type.INT8)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Arithmetic.ADD.columns(Type.UTF8)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Arithmetic.ADD.byConstant(Type.INT32, 1L << 40)).hasMessageContaining("1099511627776");
        assertThatThrownBy(() -> Arithmetic.ADD.byConstant(Type.INT32, 0.5)).hasMessageContaining("0.5");
        assertThatThrownBy(() -> Arithmetic.ADD.byConstant(Type.FLOAT32, 0.1)).hasMessageContaining("0.1");
    }

    private static long constant(Workbench bench, Type type, int value) {
        long address = bench.output(8);
        switch (type.kind()) {
            case FLOAT32 -> Memory.putFloat(address, value);
            case FLOAT64 -> Memory.putDouble(address, value);
            case INT32 -> Memory.putInt(address, value);
            default -> Memory.putLong(address, value);
        }
        return address;
    }

    private static long expected(Arithmetic operation, Type type, long left, int leftRow, long right, int rightRow) {
        if (type.isFloat()) {
            double a = Values.real(type, left, leftRow);
            double b = Values.real(type, right, rightRow);
            float c = (float) a;
            float d = (float) b;
            boolean isFloat = type.equals(Type.FLOAT32);
            return bits(type, switch (operation) {
                case ADD -> isFloat ? c + d : a + b;
                case SUB -> isFloat ? c - d : a - b;
                case MUL -> isFloat ? c * d : a * b;
                case DIV -> isFloat ? c / d : a / b;
                case MOD -> isFloat ? c % d : a % b;
            });
        }
        long a = Values.integer(type, left, leftRow);
        long b = Values.integer(type, right, rightRow);
        return cut(type, switch (operation) {
            case ADD -> a + b;
            case SUB -> a - b;
            case MUL -> a * b;
            case DIV, MOD -> throw new AssertionError();
        });
    }

    private static long bits(Type type, double value) {
        return type.equals(Type.FLOAT32) ? Float.floatToIntBits((float) value) : Double.doubleToLongBits(value);
    }

    private static long cut(Type type, long value) {
        return type.byteWidth() == 4 ? (int) value : value;
    }
}
