// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.decimal;

import java.lang.invoke.MethodHandles;

import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Stamp;
import io.tidemill.memory.Memory;

/// Template: decimals by decimals, 64 rows to a word of bits.
final class ScalarDecimalArithmetic implements Loop.Partial {
    private static final DecimalArithmetic.Specification SPECIFICATION = (DecimalArithmetic.Specification) Stamp
            .of(MethodHandles.lookup())
            .specification();
    private static final DecimalArithmetic OPERATION = SPECIFICATION.operation();

    @Override
    public int apply(long left, long right, long target, long targetBits, int rows) {
        int fitting = 0;
        for (int from = 0; from < rows; from += 64) {
            int to = Math.min(from + 64, rows);
            long word = 0;
            for (int row = from; row < to; row++) {
                long result = OPERATION.of(Memory.longAt(left + 8L * row), Memory.longAt(right + 8L * row),
                        SPECIFICATION);
                boolean fits = result != Wide.NONE;
                Memory.putLong(target + 8L * row, fits ? result : 0);
                word |= (fits ? 1L : 0L) << row;
            }
            Memory.putLong(targetBits + (from >>> 3), word);
            fitting += Long.bitCount(word);
        }
        return rows - fitting;
    }
}
