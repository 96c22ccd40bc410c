// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.comparison;

import java.lang.invoke.MethodHandles;

import io.tidemill.kernel.Element;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Stamp;
import io.tidemill.memory.Memory;

/// Template: column with column. 64 rows make a word of bits.
final class ScalarComparison implements Loop.BinaryPredicate {
    private static final Comparison.Specification SPECIFICATION = (Comparison.Specification) Stamp
            .of(MethodHandles.lookup())
            .specification();
    private static final Comparison OPERATION = SPECIFICATION.operation();
    private static final Element ELEMENT = SPECIFICATION.element();
    private static final int WIDTH = ELEMENT.width();

    @Override
    public int apply(long left, long right, long targetBits, int rows) {
        int ones = 0;
        for (long row = 0; row < rows; row += 64) {
            long offset = WIDTH * row;
            long word = word(left + offset, right + offset, Math.min(64, rows - row));
            Memory.putLong(targetBits + (row >>> 3), word);
            ones += Long.bitCount(word);
        }
        return ones;
    }

    private static long word(long left, long right, long rows) {
        long word = 0;
        for (long row = 0; row < rows; row++) {
            boolean one = ELEMENT.isFloat()
                    ? OPERATION.of(ELEMENT.doubleAt(left, row), ELEMENT.doubleAt(right, row))
                    : OPERATION.of(ELEMENT.longAt(left, row), ELEMENT.longAt(right, row));
            word = word >>> 1 | (one ? Long.MIN_VALUE : 0); // from above: one shift by one, not by the row
        }
        return word >>> -rows; // by 64 - rows
    }
}
