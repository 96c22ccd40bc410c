// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.arithmetic;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.tidemill.kernel.Shapes;
import io.tidemill.kernel.TwinTrials;
import io.tidemill.kernel.Values;
import io.tidemill.memory.Type;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CastTest {

    static List<Type> types() {
        return Shapes.NUMBERS;
    }

    @ParameterizedTest
    @MethodSource("types")
    void castsAsJavaDoes(Type from) {
        for (Type to : types()) {
            TwinTrials.run(Cast.of(from, to), (loop, rows, alignment, bench) -> {
                long source = Values.column(bench, from, rows, alignment);
                long target = bench.output((long) to.byteWidth() * rows);
                loop.apply(source, target, rows);
                for (int row = 0; row < rows; row++) {
                    long expected = from.isFloat()
                            ? ofFloat(to, Values.real(from, source, row))
                            : ofInteger(to, Values.integer(from, source, row));
                    TwinTrials.check(row, Values.raw(to, target, row), expected);
                }
            });
        }
    }

    @Test
    void refusesTypesWithoutAWidth() {
        assertThatThrownBy(() -> Cast.of(Type.UTF8, Type.INT32)).hasMessageContaining("utf8");
        assertThatThrownBy(() -> Cast.of(Type.INT32, Type.BOOL)).hasMessageContaining("bool");
    }

    private static long ofInteger(Type to, long value) {
        return switch (to.kind()) {
            case INT8 -> (byte) value;
            case INT16 -> (short) value;
            case INT32 -> (int) value;
            case INT64 -> value;
            case FLOAT32 -> Float.floatToIntBits((float) value);
            default -> Double.doubleToLongBits((double) value);
        };
    }

    private static long ofFloat(Type to, double value) {
        return switch (to.kind()) {
            case INT8 -> (byte) value;
            case INT16 -> (short) value;
            case INT32 -> (int) value;
            case INT64 -> (long) value;
            case FLOAT32 -> Float.floatToIntBits((float) value);
            default -> Double.doubleToLongBits(value);
        };
    }
}
