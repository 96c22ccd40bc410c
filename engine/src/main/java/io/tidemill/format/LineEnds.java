// SPDX-License-Identifier: Apache-2.0
package io.tidemill.format;

import io.tidemill.memory.Memory;

/// Finds line ends, eight bytes at a time.
final class LineEnds {
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH = 0x8080808080808080L;

    private LineEnds() {}

    /// Stores the positions in `[from, to)` of bytes 10 and 13, `limit` of them at most; answers how many.
    static int find(long text, int from, int to, long positions, int limit) {
        int found = 0;
        int position = from;
        for (; position + 8 <= to; position += 8) {
            long word = Memory.longAt(text + position);
            long hits = zeros(word ^ ONES * '\n') | zeros(word ^ ONES * '\r');
            while (hits != 0) {
                if (found == limit) {
                    return found;
                }
                Memory.putInt(positions + 4L * found++, position + (Long.numberOfTrailingZeros(hits) >>> 3));
                hits &= hits - 1;
            }
        }
        for (; position < to && found < limit; position++) {
            byte value = Memory.byteAt(text + position);
            if (value == '\n' || value == '\r') {
                Memory.putInt(positions + 4L * found++, position);
            }
        }
        return found;
    }

    /// The high bit of each byte that is 0.
    private static long zeros(long word) {
        return ~((word & ~HIGH) + ~HIGH | word | ~HIGH);
    }
}
