// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.arithmetic;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.tidemill.kernel.TwinTrials;
import io.tidemill.kernel.Values;
import io.tidemill.memory.Type;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DivisionTest {

    @ParameterizedTest
    @ValueSource(longs = {1, -1, 2, -2, 3, 7, 10, -10, 1000, 64, 1_000_003, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void dividesByAConstant(long divisor) {
        for (Division operation : Division.values()) {
            for (Type type : List.of(Type.INT32, Type.INT64)) {
                if (operation == Division.DIV && divisor == -1) {
                    continue; // the least number has no such quotient
                }
                TwinTrials.run(operation.byConstant(type, divisor), (loop, rows, alignment, bench) -> {
                    long source = Values.column(bench, type, rows, alignment);
                    long target = bench.output((long) type.byteWidth() * rows);
                    loop.apply(source, target, rows);
                    for (int row = 0; row < rows; row++) {
                        long expected = expected(operation, type, Values.integer(type, source, row), divisor);
                        TwinTrials.check(row, Values.integer(type, target, row), expected);
                    }
                });
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Division.class)
    void dividesColumnByColumnAndClearsTheBitWhereThereIsNoResult(Division operation) {
        for (Type type : List.of(Type.INT32, Type.INT64)) {
            TwinTrials.run(operation.columns(type), (loop, rows, alignment, bench) -> {
                long left = Values.column(bench, type, rows, alignment);
                long right = Values.column(bench, type, rows, 63 - alignment);
                long target = bench.output((long) type.byteWidth() * rows);
                long bits = bench.output((rows + 7L) / 8);
                int undefined = loop.apply(left, right, target, bits, rows);
                int expectedUndefined = 0;
                for (int row = 0; row < rows; row++) {
                    long divisor = Values.integer(type, right, row);
                    long dividend = Values.integer(type, left, row);
                    long least = type.byteWidth() == 4 ? Integer.MIN_VALUE : Long.MIN_VALUE;
                    boolean isDefined = divisor != 0
                            && (operation == Division.MOD || divisor != -1 || dividend != least);
                    long expected = isDefined ? expected(operation, type, dividend, divisor) : 0;
                    TwinTrials.check(row, Values.integer(type, target, row), expected);
                    TwinTrials.check(row, TwinTrials.bitAt(bits, row), isDefined);
                    expectedUndefined += isDefined ? 0 : 1;
                }
                TwinTrials.checkBitsBehind(bits, rows);
                TwinTrials.check(-1, undefined, expectedUndefined);
            });
        }
    }

    @Test
    void refusesADivisorThatIsZeroOrTooLarge() {
        assertThatThrownBy(() -> Division.DIV.byConstant(Type.INT64, 0)).hasMessageContaining("0");
        assertThatThrownBy(() -> Division.DIV.byConstant(Type.INT64, -1)).hasMessageContaining("-1");
        assertThatThrownBy(() -> Division.DIV.byConstant(Type.INT32, 1L << 40)).hasMessageContaining("cast");
        assertThatThrownBy(() -> Division.MOD.columns(Type.FLOAT64)).hasMessageContaining("float64");
    }

    private static long expected(Division operation, Type type, long left, long right) {
        long value = operation == Division.DIV ? left / right : left % right;
        return type.byteWidth() == 4 ? (int) value : value;
    }
}
