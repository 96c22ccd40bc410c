// SPDX-License-Identifier: Apache-2.0
package io.tidemill.format.json;

import io.tidemill.format.column.Unescape;
import io.tidemill.memory.Memory;

/// What the escapes of a JSON string stand for.
final class JsonEscapes {
    /// Bytes of an escape by number: a backslash, `u`, and four digits.
    static final int NUMBERED_BYTES = 6;
    static final int SHORT_BYTES = 2;
    private static final int NONE = -1;

    private JsonEscapes() {}

    /// How many bytes the escape at a backslash takes, by its looks; 0 if it is none.
    static int bytes(long address) {
        byte letter = Memory.byteAt(address + 1);
        if (letter != 'u') {
            return meaning(letter) == NONE ? 0 : SHORT_BYTES;
        }
        return unit(address) == NONE ? 0 : NUMBERED_BYTES;
    }

    private static int meaning(byte letter) {
        return switch (letter) {
            case '"', '\\', '/' -> letter;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> NONE;
        };
    }

    /// The UTF-16 unit of an escape by number.
    private static int unit(long address) {
        int unit = 0;
        for (int i = 2; i < NUMBERED_BYTES; i++) {
            int digit = Character.digit(Memory.byteAt(address + i), 16);
            unit = digit < 0 || unit == NONE ? NONE : (unit << 4) | digit;
        }
        return unit;
    }

    /// Takes the escapes out of a string whose escapes look right; [Unescape#IMPOSSIBLE] if there is half a surrogate pair in it,
    /// which UTF-8 does not write.
    static int apply(long address, int bytes, long target) {
        long at = address;
        long end = address + bytes;
        long to = target;
        while (at < end) {
            byte value = Memory.byteAt(at);
            if (value != '\\') {
                Memory.putByte(to++, value);
                at++;
                continue;
            }
            byte letter = Memory.byteAt(at + 1);
            if (letter != 'u') {
                Memory.putByte(to++, (byte) meaning(letter));
                at += SHORT_BYTES;
                continue;
            }
            int point = unit(at);
            at += NUMBERED_BYTES;
            if (Character.isSurrogate((char) point)) {
                point = pair(point, at, end);
                at += NUMBERED_BYTES;
                if (point == NONE) {
                    return Unescape.IMPOSSIBLE;
                }
            }
            to = putPoint(point, to);
        }
        return (int) (to - target);
    }

    /// The code point of two surrogates, the second of which is to stand at an address.
    private static int pair(int high, long address, long end) {
        if (!Character.isHighSurrogate((char) high) || end - address < NUMBERED_BYTES
                || Memory.byteAt(address) != '\\' || Memory.byteAt(address + 1) != 'u') {
            return NONE;
        }
        int low = unit(address);
        return low != NONE && Character.isLowSurrogate((char) low)
                ? Character.toCodePoint((char) high, (char) low)
                : NONE;
    }

    private static long putPoint(int point, long target) {
        if (point < 0x80) {
            Memory.putByte(target, (byte) point);
            return target + 1;
        }
        int tails = point < 0x800 ? 1 : point < 0x10000 ? 2 : 3;
        int lead = (0xff00 >>> (tails + 1)) & 0xff; // as many ones as there are bytes: c0, e0, f0
        Memory.putByte(target, (byte) (lead | (point >>> (6 * tails))));
        for (int tail = 1; tail <= tails; tail++) {
            Memory.putByte(target + tail, (byte) (0x80 | ((point >>> (6 * (tails - tail))) & 0x3f)));
        }
        return target + tails + 1;
    }
}
