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
    private static final long POWER = SPECIFICATION.power();
    private static final long LIMIT = SPECIFICATION.limit();
    private static final int SHIFT = Long.numberOfTrailingZeros(WideSums.UNIT);

    @Override
    public int apply(long sums, long quotients, long counts, long target, long targetBits, int rows) {
        int fitting = 0;
        for (int from = 0; from < rows; from += 64) {
            int to = Math.min(from + 64, rows);
            long word = 0;
            for (int row = from; row < to; row++) {
                long count = counts == 0 ? 1 : Memory.longAt(counts + 8L * row);
                long result = average(Memory.longAt(sums + 8L * row), Memory.longAt(quotients + 8L * row), count);
                boolean fits = result != Wide.NONE;
                Memory.putLong(target + 8L * row, fits ? result : 0);
                word |= (fits ? 1L : 0L) << row;
            }
            Memory.putLong(targetBits + (from >>> 3), word);
            fitting += Long.bitCount(word);
        }
        return rows - fitting;
    }

    private static long average(long sum, long quotient, long count) {
        if (count == 0) {
            return 0;
        }
        long remainders = sum - (quotient << SHIFT); // wraps back to what the quotients have cut off
        long low = sum; // the total modulo 2^64, whatever its upper half
        long high = (quotient >> SHIFT) + (remainders >> 63)
                + (Long.compareUnsigned((quotient << SHIFT) + remainders, quotient << SHIFT) < 0 ? 1 : 0);
        boolean negative = high < 0;
        if (negative) {
            high = ~high + (low == 0 ? 1 : 0);
            low = -low;
        }
        long scaledHigh = high * POWER + Math.unsignedMultiplyHigh(low, POWER);
        boolean leaves = high != 0 && Math.unsignedMultiplyHigh(high, POWER) != 0;
        return leaves ? Wide.NONE : Wide.rounded(negative, scaledHigh, low * POWER, count, LIMIT);
    }
}
