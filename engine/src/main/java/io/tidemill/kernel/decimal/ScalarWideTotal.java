// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.decimal;

import java.lang.invoke.MethodHandles;

import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Stamp;
import io.tidemill.memory.Memory;

/// Template: totals of four words by counts, 64 groups to a word of bits.
final class ScalarWideTotal implements Loop.Average {
    private static final DecimalTotals.Specification SPECIFICATION = (DecimalTotals.Specification) Stamp
            .of(MethodHandles.lookup())
            .specification();
    private static final int SHIFT = DecimalTotals.WORD_SHIFT;

    @Override
    public int apply(long sums, long quotients, long upperSums, long upperQuotients, long counts, long target,
            long targetBits, int rows) {
        int fitting = 0;
        for (int from = 0; from < rows; from += 64) {
            int to = Math.min(from + 64, rows);
            long word = 0;
            for (int row = from; row < to; row++) {
                long count = counts == 0 ? 1 : Memory.longAt(counts + 8L * row);
                boolean fits = put(Memory.longAt(sums + 8L * row), Memory.longAt(quotients + 8L * row),
                        Memory.longAt(upperSums + 8L * row), Memory.longAt(upperQuotients + 8L * row), count, target,
                        row);
                word |= (fits ? 1L : 0L) << row;
            }
            Memory.putLong(targetBits + (from >>> 3), word);
            fitting += Long.bitCount(word);
        }
        return rows - fitting;
    }

    /// The sum of the words from bit 96 on is whole; a sum less what the next one stands for is one of digits of 32 bits, and whole too.
    private static boolean put(long from0, long from32, long from64, long from96, long count, long target, long row) {
        long digits64 = from64 - (from96 << SHIFT);
        long digits32 = from32 - (from64 << SHIFT);
        long carry = Long.compareUnsigned(from0, digits32 << SHIFT) < 0 ? 1 : 0;
        long above = digits64 + (digits32 >>> SHIFT) + carry;
        long high = above + (from96 << SHIFT);
        long top = (from96 >> SHIFT) + (Long.compareUnsigned(high, above) < 0 ? 1 : 0);
        return SPECIFICATION.put(top, high, from0, count, target, row);
    }
}
