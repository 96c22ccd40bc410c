// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.decimal;

import java.lang.invoke.MethodHandles;

import io.tidemill.kernel.Element;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Stamp;
import io.tidemill.kernel.comparison.Comparison;
import io.tidemill.memory.Memory;

/// Template: column with column. 64 rows make a word of bits.
final class ScalarDecimalComparison implements Loop.BinaryPredicate {
    private static final DecimalComparison.Specification SPECIFICATION = (DecimalComparison.Specification) Stamp
            .of(MethodHandles.lookup())
            .specification();
    private static final Comparison OPERATION = SPECIFICATION.operation();
    private static final Element LEFT = SPECIFICATION.left();
    private static final Element RIGHT = SPECIFICATION.right();
    private static final long LEFT_POWER = SPECIFICATION.leftPower();
    private static final long RIGHT_POWER = SPECIFICATION.rightPower();

    @Override
    public int apply(long left, long right, long targetBits, int rows) {
        int ones = 0;
        for (int from = 0; from < rows; from += 64) {
            int to = Math.min(from + 64, rows);
            long word = 0;
            for (int row = from; row < to; row++) {
                long a = LEFT.longAt(left, row);
                long b = RIGHT.longAt(right, row);
                int order = Wide.compare(Math.multiplyHigh(a, LEFT_POWER), a * LEFT_POWER,
                        Math.multiplyHigh(b, RIGHT_POWER), b * RIGHT_POWER);
                word |= (DecimalComparison.holds(OPERATION, order) ? 1L : 0L) << row;
            }
            Memory.putLong(targetBits + (from >>> 3), word);
            ones += Long.bitCount(word);
        }
        return ones;
    }
}
