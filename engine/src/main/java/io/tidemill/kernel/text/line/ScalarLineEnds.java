// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.text.line;

import io.tidemill.kernel.Loop;

import io.tidemill.memory.Memory;

/// Template: where bytes 10 and 13 are, eight bytes at a time.
final class ScalarLineEnds implements Loop.TextPositions {
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;

    @Override
    public int apply(long text, int from, int to, long targetPositions, int limit) {
        int found = 0;
        int position = from;
        for (; position <= to - Long.BYTES; position += Long.BYTES) {
            long word = Memory.longAt(text + position);
            long hits = zeros(word ^ (ONES * '\n')) | zeros(word ^ (ONES * '\r'));
            for (; hits != 0; hits &= hits - 1) {
                if (found == limit) {
                    return found;
                }
                Memory.putInt(targetPositions + 4L * found++, position + (Long.numberOfTrailingZeros(hits) >>> 3));
            }
        }
        for (; position < to && found < limit; position++) {
            byte value = Memory.byteAt(text + position);
            if (value == '\n' || value == '\r') {
                Memory.putInt(targetPositions + 4L * found++, position);
            }
        }
        return found;
    }

    /// The high bit of each byte that is 0.
    private static long zeros(long word) {
        return ~(((word & ~HIGH_BITS) + ~HIGH_BITS) | word | ~HIGH_BITS);
    }
}
