// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.arithmetic;

import java.lang.invoke.MethodHandles;

import io.tidemill.kernel.Element;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Stamp;
import io.tidemill.memory.Memory;

/// Template: column by column.
final class ScalarArithmetic implements Loop.Binary {
    private static final Arithmetic.Specification SPECIFICATION = (Arithmetic.Specification) Stamp
            .of(MethodHandles.lookup())
            .specification();
    private static final Arithmetic OPERATION = SPECIFICATION.operation();
    private static final Element ELEMENT = SPECIFICATION.element();

    @Override
    public void apply(long left, long right, long target, int rows) {
        if (ELEMENT == Element.FLOAT64) {
            for (long row = 0; row < rows; row++) {
                double value = OPERATION.of(Memory.doubleAt(left + 8 * row), Memory.doubleAt(right + 8 * row));
                Element.FLOAT64.putDouble(target, row, value);
            }
        } else if (ELEMENT == Element.FLOAT32) {
            for (long row = 0; row < rows; row++) {
                float value = OPERATION.of(Memory.floatAt(left + 4 * row), Memory.floatAt(right + 4 * row));
                Memory.putInt(target + 4 * row, Float.floatToIntBits(value));
            }
        } else {
            for (long row = 0; row < rows; row++) {
                ELEMENT.putLong(target, row, OPERATION.of(ELEMENT.longAt(left, row), ELEMENT.longAt(right, row)));
            }
        }
    }
}
