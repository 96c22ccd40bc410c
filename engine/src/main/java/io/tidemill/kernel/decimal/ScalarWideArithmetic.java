// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.decimal;

import java.lang.invoke.MethodHandles;

import io.tidemill.kernel.Element;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Stamp;
import io.tidemill.memory.Memory;

/// Template: decimals by decimals of many digits, 64 rows to a word of bits.
final class ScalarWideArithmetic implements Loop.Partial {
    private static final WideArithmetic.Specification SPECIFICATION = (WideArithmetic.Specification) Stamp
            .of(MethodHandles.lookup())
            .specification();
    private static final WideArithmetic OPERATION = SPECIFICATION.operation();
    private static final Element LEFT = SPECIFICATION.left();
    private static final Element RIGHT = SPECIFICATION.right();

    @Override
    public int apply(long left, long right, long target, long targetBits, int rows) {
        int fitting = 0;
        for (int from = 0; from < rows; from += 64) {
            int to = Math.min(from + 64, rows);
            long word = 0;
            for (int row = from; row < to; row++) {
                boolean fits = OPERATION.put(LEFT.highAt(left, row), LEFT.lowAt(left, row), RIGHT.highAt(right, row),
                        RIGHT.lowAt(right, row), SPECIFICATION, target, row);
                word |= (fits ? 1L : 0L) << row;
            }
            Memory.putLong(targetBits + (from >>> 3), word);
            fitting += Long.bitCount(word);
        }
        return rows - fitting;
    }
}
