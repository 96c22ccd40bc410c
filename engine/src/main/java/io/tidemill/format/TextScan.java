// SPDX-License-Identifier: Apache-2.0
package io.tidemill.format;

import io.tidemill.memory.Memory;

/// The loops over bytes that cutting lines needs, eight bytes at a time.
final class TextScan {
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH = 0x8080808080808080L;

    private TextScan() {}

    /// Stores the positions in `[from, to)` of bytes 10 and 13, `limit` of them at most; answers how many.
    static int lineEnds(long text, int from, int to, long positions, int limit) {
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

    /// How many bytes there are before the first sequence that is not UTF-8; all if there is none.
    static int validBytes(long text, int bytes) {
        int position = 0;
        while (position < bytes) {
            if (position + 8 <= bytes && (Memory.longAt(text + position) & HIGH) == 0) {
                position += 8;
                continue;
            }
            int length = sequence(text + position, bytes - position);
            if (length == 0) {
                return position;
            }
            position += length;
        }
        return bytes;
    }

    /// Bytes of the sequence at an address, 0 if it is none.
    private static int sequence(long address, int available) {
        int first = Memory.byteAt(address) & 0xff;
        if (first < 0x80) {
            return 1;
        }
        if (first < 0xe0) {
            return first >= 0xc2 && available >= 2 && isTail(address + 1) ? 2 : 0;
        }
        if (first < 0xf0) {
            return available >= 3 && isTail(address + 1) && isTail(address + 2)
                    && isThree(first, Memory.byteAt(address + 1) & 0xff) ? 3 : 0;
        }
        return available >= 4 && isTail(address + 1) && isTail(address + 2) && isTail(address + 3)
                && isFour(first, Memory.byteAt(address + 1) & 0xff) ? 4 : 0;
    }

    private static boolean isTail(long address) {
        return Memory.byteAt(address) < (byte) 0xc0;
    }

    /// Neither overlong nor a surrogate.
    private static boolean isThree(int first, int second) {
        return (first != 0xe0 || second >= 0xa0) && (first != 0xed || second < 0xa0);
    }

    /// Neither overlong nor above U+10FFFF.
    private static boolean isFour(int first, int second) {
        return first <= 0xf4 && (first != 0xf0 || second >= 0x90) && (first != 0xf4 || second < 0x90);
    }
}
