// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.comparison;

import java.lang.invoke.MethodHandles;

import io.tidemill.kernel.Element;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Operand;
import io.tidemill.kernel.Stamp;
import io.tidemill.memory.Memory;

/// Template: column with constant. 64 rows make a word of bits.
final class ScalarConstantComparison implements Loop.Predicate {
    private static final Comparison.Specification SPECIFICATION = (Comparison.Specification) Stamp
            .of(MethodHandles.lookup())
            .specification();
    private static final Comparison OPERATION = SPECIFICATION.operation();
    private static final Element ELEMENT = SPECIFICATION.element();
    private static final int WIDTH = ELEMENT.width();

    private final long integer;
    private final double real;

    ScalarConstantComparison(Operand constant) {
        this.integer = constant.bits();
        this.real = constant.real(ELEMENT);
    }

    @Override
    public int apply(long source, long targetBits, int rows) {
        int ones = 0;
        for (long row = 0; row < rows; row += 64) {
            long word = word(source + WIDTH * row, Math.min(64, rows - row));
            Memory.putLong(targetBits + (row >>> 3), word);
            ones += Long.bitCount(word);
        }
        return ones;
    }

    private long word(long source, long rows) {
        long constant = integer;
        double realConstant = real;
        long word = 0;
        for (long row = 0; row < rows; row++) {
            boolean one = ELEMENT.isFloat()
                    ? OPERATION.of(ELEMENT.doubleAt(source, row), realConstant)
                    : OPERATION.of(ELEMENT.longAt(source, row), constant);
            word = word >>> 1 | (one ? Long.MIN_VALUE : 0); // from above: one shift by one, not by the row
        }
        return word >>> -rows; // by 64 - rows
    }
}
