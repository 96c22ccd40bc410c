// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.text;

import io.tidemill.memory.Memory;

/// The characters of one text, which are code points: every byte begins one that is no tail (0x80 to 0xbf).
final class Characters {
    /// The most bytes of one.
    static final int MOST_BYTES = 4;

    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

    private Characters() {}

    static int count(long text, int bytes) {
        int tails = 0;
        int at = 0;
        for (; at <= bytes - 8; at += 8) {
            long word = Memory.longAt(text + at);
            tails += Long.bitCount(word & ~(word << 1) & HIGH_BITS);
        }
        for (; at < bytes; at++) {
            tails += isTail(text + at) ? 1 : 0;
        }
        return bytes - tails;
    }

    static boolean isTail(long address) {
        return (Memory.byteAt(address) & 0xc0) == 0x80;
    }

    /// The position of `[from, end)` behind so many characters, or `end`.
    static int skip(long data, int from, int end, long characters) {
        int position = from;
        for (long left = characters; left > 0 && position < end; left--) {
            position = next(data, position, end);
        }
        return position;
    }

    /// Behind the character at a position.
    static int next(long data, int position, int end) {
        int next = position + 1;
        while (next < end && isTail(data + next)) {
            next++;
        }
        return next;
    }

    /// The position of `[from, end)` in front of so many characters from the end; `-1` where there are fewer.
    static int back(long data, int from, int end, long characters) {
        int position = end;
        for (long left = characters; left > 0; left--) {
            do {
                if (--position < from) {
                    return -1;
                }
            } while (isTail(data + position));
        }
        return position;
    }

    /// The code point at a position. What is no UTF-8 is some number.
    static int at(long data, int position, int end) {
        int value = Memory.byteAt(data + position);
        if (value >= 0) {
            return value;
        }
        int next = Math.min(next(data, position, end), position + MOST_BYTES);
        int bits = value & (0x7f >>> (next - position));
        for (int tail = position + 1; tail < next; tail++) {
            bits = bits << 6 | (Memory.byteAt(data + tail) & 0x3f);
        }
        return bits;
    }
}
