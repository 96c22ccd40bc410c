// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.arithmetic;

import java.lang.invoke.MethodHandles;

import io.tidemill.kernel.Element;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Operand;
import io.tidemill.kernel.Stamp;
import io.tidemill.memory.Memory;

/// Template: column by constant, or constant by column.
final class ScalarConstantArithmetic implements Loop.Unary {
    private static final Arithmetic.Specification SPECIFICATION = (Arithmetic.Specification) Stamp
            .of(MethodHandles.lookup())
            .specification();
    private static final Arithmetic OPERATION = SPECIFICATION.operation();
    private static final Element ELEMENT = SPECIFICATION.element();
    private static final boolean CONSTANT_LEFT = SPECIFICATION.constantLeft();

    private final long integer;
    private final float single;
    private final double real;

    ScalarConstantArithmetic(Operand constant) {
        this.integer = constant.bits();
        this.single = constant.asFloat();
        this.real = constant.asDouble();
    }

    @Override
    public void apply(long source, long target, int rows) {
        if (ELEMENT == Element.FLOAT64) {
            double constant = real;
            for (long row = 0; row < rows; row++) {
                double value = Memory.doubleAt(source + 8 * row);
                double result = CONSTANT_LEFT ? OPERATION.of(constant, value) : OPERATION.of(value, constant);
                Element.FLOAT64.putDouble(target, row, result);
            }
        } else if (ELEMENT == Element.FLOAT32) {
            float constant = single;
            for (long row = 0; row < rows; row++) {
                float value = Memory.floatAt(source + 4 * row);
                float result = CONSTANT_LEFT ? OPERATION.of(constant, value) : OPERATION.of(value, constant);
                Memory.putInt(target + 4 * row, Float.floatToIntBits(result));
            }
        } else {
            long constant = integer;
            for (long row = 0; row < rows; row++) {
                long value = ELEMENT.longAt(source, row);
                long result = CONSTANT_LEFT ? OPERATION.of(constant, value) : OPERATION.of(value, constant);
                ELEMENT.putLong(target, row, result);
            }
        }
    }
}
