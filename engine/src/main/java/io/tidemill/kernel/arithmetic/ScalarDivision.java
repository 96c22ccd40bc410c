// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.arithmetic;

import java.lang.invoke.MethodHandles;

import io.tidemill.kernel.Element;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Stamp;
import io.tidemill.memory.Memory;

/// Template: integers by integers.
final class ScalarDivision implements Loop.Partial {
    private static final Division.Specification SPECIFICATION = (Division.Specification) Stamp
            .of(MethodHandles.lookup())
            .specification();
    private static final Division OPERATION = SPECIFICATION.operation();
    private static final boolean IS_MOD = OPERATION == Division.MOD;
    private static final boolean IS_INT = SPECIFICATION.element() == Element.INT32;
    private static final int WIDTH = SPECIFICATION.element().width();

    @Override
    public int apply(long left, long right, long target, long targetBits, int rows) {
        int defined = 0;
        for (int row = 0; row < rows; row += 64) {
            long offset = (long) WIDTH * row;
            long word = divide(left + offset, right + offset, target + offset, Math.min(64, rows - row));
            Memory.putLong(targetBits + (row >>> 3), word);
            defined += Long.bitCount(word);
        }
        return rows - defined;
    }

    private static long divide(long left, long right, long target, int rows) {
        long word = 0;
        for (long row = 0; row < rows; row++) {
            boolean isDefined;
            if (IS_INT) {
                int divisor = Memory.intAt(right + 4 * row);
                int dividend = Memory.intAt(left + 4 * row);
                isDefined = divisor != 0 && (IS_MOD || divisor != -1 || dividend != Integer.MIN_VALUE);
                int quotient = OPERATION.of(dividend, isDefined ? divisor : 1);
                Memory.putInt(target + 4 * row, isDefined ? quotient : 0);
            } else {
                long divisor = Memory.longAt(right + 8 * row);
                long dividend = Memory.longAt(left + 8 * row);
                isDefined = divisor != 0 && (IS_MOD || divisor != -1 || dividend != Long.MIN_VALUE);
                long quotient = OPERATION.of(dividend, isDefined ? divisor : 1);
                Memory.putLong(target + 8 * row, isDefined ? quotient : 0);
            }
            word |= (isDefined ? 1L : 0L) << row;
        }
        return word;
    }
}
