// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.arithmetic;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.tidemill.kernel.Shapes;
import io.tidemill.kernel.TwinTrials;
import io.tidemill.kernel.Values;
import io.tidemill.kernel.Workbench;
import io.tidemill.memory.Type;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CheckedTest {
    private static final List<Type> INTEGERS = List.of(Type.INT8, Type.INT16, Type.INT32, Type.INT64);

    /// What a loop wrote, and whether it counted right.
    private record Answer(Type type, long target, long bits, int rows) {
        static Answer room(Workbench bench, Type type, int rows) {
            return new Answer(type, bench.output((long) type.byteWidth() * rows), bench.output((rows + 7L) / 8), rows);
        }

        /// Checks a row against the exact result, of which there may be none; answers whether it is a value of the type.
        boolean check(int row, boolean exists, BigInteger exact) {
            boolean fits = exists && exact.bitLength() < 8 * type.byteWidth();
            TwinTrials.check(row, TwinTrials.bitAt(bits, row), fits);
            TwinTrials.check(row, Values.integer(type, target, row), fits ? exact.longValue() : 0);
            return fits;
        }

        void checkCount(int failures, int expected) {
            TwinTrials.check(-1, failures, expected);
            TwinTrials.checkBitsBehind(bits, rows);
        }
    }

    @ParameterizedTest
    @EnumSource(CheckedArithmetic.class)
    void clearsTheBitWhereAResultLeavesItsType(CheckedArithmetic operation) {
        for (Type type : List.of(Type.INT32, Type.INT64)) {
            TwinTrials.run(operation.columns(type), (loop, rows, alignment, bench) -> {
                long left = Values.column(bench, type, rows, alignment);
                long right = Values.column(bench, type, rows, 63 - alignment);
                Answer answer = Answer.room(bench, type, rows);
                int failures = loop.apply(left, right, answer.target, answer.bits, rows);
                int expected = 0;
                for (int row = 0; row < rows; row++) {
                    BigInteger a = BigInteger.valueOf(Values.integer(type, left, row));
                    BigInteger b = BigInteger.valueOf(Values.integer(type, right, row));
                    expected += answer.check(row, true, exact(operation, a, b)) ? 0 : 1;
                }
                answer.checkCount(failures, expected);
            });
        }
    }

    private static BigInteger exact(CheckedArithmetic operation, BigInteger a, BigInteger b) {
        return switch (operation) {
            case ADD -> a.add(b);
            case SUB -> a.subtract(b);
            case MUL -> a.multiply(b);
        };
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void clearsTheBitWhereATypeDoesNotHoldANumber(int number) {
        Type from = Shapes.NUMBERS.get(number);
        for (Type to : INTEGERS) {
            TwinTrials.run(CheckedCast.of(from, to), (loop, rows, alignment, bench) -> {
                long source = Values.column(bench, from, rows, alignment);
                Answer answer = Answer.room(bench, to, rows);
                int failures = loop.apply(source, answer.target, answer.bits, rows);
                int expected = 0;
                for (int row = 0; row < rows; row++) {
                    boolean exists = !from.isFloat() || Double.isFinite(Values.real(from, source, row));
                    BigInteger exact = from.isFloat()
                            ? (exists ? new BigDecimal(Values.real(from, source, row)) : BigDecimal.ZERO).toBigInteger()
                            : BigInteger.valueOf(Values.integer(from, source, row));
                    expected += answer.check(row, exists, exact) ? 0 : 1;
                }
                answer.checkCount(failures, expected);
            });
        }
    }

    @Test
    void refusesTypesThatNeverFail() {
        assertThatThrownBy(() -> CheckedCast.of(Type.FLOAT64, Type.FLOAT32)).hasMessageContaining("float32");
        assertThatThrownBy(() -> CheckedArithmetic.ADD.columns(Type.FLOAT64)).hasMessageContaining("float64");
        assertThatThrownBy(() -> CheckedArithmetic.ADD.columns(Type.INT8)).hasMessageContaining("int8");
    }
}
