// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.arithmetic;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import io.tidemill.kernel.TwinTrials;
import io.tidemill.kernel.Values;
import io.tidemill.memory.Memory;
import io.tidemill.memory.Type;

import static org.assertj.core.api.Assertions.assertThat;

class RealFunctionsTest {

    @ParameterizedTest
    @EnumSource(RealFunctions.class)
    void computesEveryRow(RealFunctions function) {
        TwinTrials.run(function.column(), (loop, rows, alignment, bench) -> {
            long source = Values.column(bench, Type.FLOAT64, rows, alignment);
            long target = bench.output(8L * rows);
            loop.apply(source, target, rows);
            for (int row = 0; row < rows; row++) {
                double expected = function.of(Memory.doubleAt(source + 8L * row));
                TwinTrials.check(row, Memory.longAt(target + 8L * row), Double.doubleToLongBits(expected));
            }
        });
    }

    @ParameterizedTest
    @CsvSource({"0.5, 1.0", "-0.5, -1.0", "2.5, 3.0", "-2.5, -3.0", "0.49999999999999994, 0.0", "1e300, 1e300",
            "4503599627370497.5, 4503599627370498.0", "-0.2, -0.0", "NaN, NaN", "Infinity, Infinity"})
    void roundsTiesAwayFromZero(double value, double expected) {
        assertThat(RealFunctions.ROUND.of(value)).isEqualTo((Double) expected);
    }

    @Test
    void raisesToAPower() {
        TwinTrials.run(RealFunctions.power(), (loop, rows, alignment, bench) -> {
            long left = Values.column(bench, Type.FLOAT64, rows, alignment);
            long right = Values.column(bench, Type.FLOAT64, rows, 63 - alignment);
            long target = bench.output(8L * rows);
            loop.apply(left, right, target, rows);
            for (int row = 0; row < rows; row++) {
                double expected = StrictMath.pow(Memory.doubleAt(left + 8L * row), Memory.doubleAt(right + 8L * row));
                TwinTrials.check(row, Memory.longAt(target + 8L * row), Double.doubleToLongBits(expected));
            }
        });
    }
}
