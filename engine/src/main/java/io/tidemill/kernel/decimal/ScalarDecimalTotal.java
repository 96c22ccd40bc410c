// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.decimal;

import java.lang.invoke.MethodHandles;

import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Stamp;
import io.tidemill.kernel.aggregate.WideSums;
import io.tidemill.memory.Memory;

/// Template: totals of 128 bits by counts, 64 groups to a word of bits.
final class ScalarDecimalTotal implements Loop.Average {
    private static final DecimalTotals.Specification SPECIFICATION = (DecimalTotals.Specification) Stamp
            .of(MethodHandles.lookup())
            .specification();
    private static final int SHIFT = Long.numberOfTrailingZeros(WideSums.UNIT);

    @Override
    public int apply(long sums, long quotients, long upperSums, long upperQuotients, long counts, long target,
            long targetBits, int rows) {
        int fitting = 0;
        for (int from = 0; from < rows; from += 64) {
            int to = Math.min(from + 64, rows);
            long word = 0;
            for (int row = from; row < to; row++) {
                long count = counts == 0 ? 1 : Memory.longAt(counts + 8L * row);
                boolean fits = put(Memory.longAt(sums + 8L * row), Memory.longAt(quotients + 8L * row), count, target,
                        row);
                word |= (fits ? 1L : 0L) << row;
            }
            Memory.putLong(targetBits + (from >>> 3), word);
            fitting += Long.bitCount(word);
        }
        return rows - fitting;
    }

    private static boolean put(long sum, long quotient, long count, long target, long row) {
        long remainders = sum - (quotient << SHIFT); // wraps back to what the quotients have cut off
        long high = (quotient >> SHIFT) + (remainders >> 63)
                + (Long.compareUnsigned((quotient << SHIFT) + remainders, quotient << SHIFT) < 0 ? 1 : 0);
        return SPECIFICATION.put(high >> 63, high, sum, count, target, row); // the sum modulo 2^64, whatever is above
    }
}
