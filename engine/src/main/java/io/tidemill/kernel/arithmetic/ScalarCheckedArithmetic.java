// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.arithmetic;

import java.lang.invoke.MethodHandles;

import io.tidemill.kernel.Element;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Stamp;
import io.tidemill.memory.Memory;

/// Template: integers by integers, 64 rows to a word of bits. What is computed of int32s fits an int64.
final class ScalarCheckedArithmetic implements Loop.Partial {
    private static final CheckedArithmetic.Specification SPECIFICATION = (CheckedArithmetic.Specification) Stamp
            .of(MethodHandles.lookup())
            .specification();
    private static final CheckedArithmetic OPERATION = SPECIFICATION.operation();
    private static final Element ELEMENT = SPECIFICATION.element();
    private static final boolean IS_INT = ELEMENT == Element.INT32;
    private static final int WIDTH = ELEMENT.width();

    @Override
    public int apply(long left, long right, long target, long targetBits, int rows) {
        int fitting = 0;
        for (int row = 0; row < rows; row += 64) {
            long offset = (long) WIDTH * row;
            long word = compute(left + offset, right + offset, target + offset, Math.min(64, rows - row));
            Memory.putLong(targetBits + (row >>> 3), word);
            fitting += Long.bitCount(word);
        }
        return rows - fitting;
    }

    private static long compute(long left, long right, long target, int rows) {
        long word = 0;
        for (long row = 0; row < rows; row++) {
            long a = ELEMENT.longAt(left, row);
            long b = ELEMENT.longAt(right, row);
            long result = OPERATION.of(a, b);
            boolean fits = IS_INT ? result == (int) result : OPERATION.fits(a, b, result);
            ELEMENT.putLong(target, row, fits ? result : 0);
            word |= (fits ? 1L : 0L) << row;
        }
        return word;
    }
}
