// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.column;

import io.tidemill.memory.Memory;

/// Copies and counts bits that may begin anywhere in a byte.
final class Bits {

    private Bits() {}

    /// Copies bits to bit 0 of the target; what is left of the last byte becomes 0. Reads no byte that holds none of them.
    static void copy(long source, int bit, int rows, long target) {
        int bytes = (int) ColumnFormat.bitBytes(rows);
        if (bit == 0) {
            Memory.copy(source, target, bytes);
        } else {
            shift(source, bit, rows, target, bytes);
        }
        int rest = rows & 7;
        if (rest != 0) {
            long last = target + bytes - 1;
            Memory.putByte(last, (byte) (Memory.byteAt(last) & ((1 << rest) - 1)));
        }
    }

    private static void shift(long source, int bit, int rows, long target, int bytes) {
        int sourceBytes = (int) ColumnFormat.bitBytes(bit + rows);
        int at = 0;
        for (; at + 9 <= sourceBytes; at += 8) {
            long low = Memory.longAt(source + at) >>> bit;
            long high = (long) Memory.byteAt(source + at + 8) << (64 - bit);
            Memory.putLong(target + at, low | high);
        }
        for (; at < bytes; at++) {
            int low = (Memory.byteAt(source + at) & 0xff) >>> bit;
            int high = at + 1 < sourceBytes ? (Memory.byteAt(source + at + 1) & 0xff) << (8 - bit) : 0;
            Memory.putByte(target + at, (byte) (low | high));
        }
    }

    /// How many of the bits from bit 0 on are set; the last byte's others must be 0.
    static int count(long bits, int rows) {
        int bytes = (int) ColumnFormat.bitBytes(rows);
        int set = 0;
        int at = 0;
        for (; at + 8 <= bytes; at += 8) {
            set += Long.bitCount(Memory.longAt(bits + at));
        }
        for (; at < bytes; at++) {
            set += Integer.bitCount(Memory.byteAt(bits + at) & 0xff);
        }
        return set;
    }

    /// Whether the bits of the last byte that are nobody's are 0.
    static boolean isClearBehind(long bits, int rows) {
        return (rows & 7) == 0 || (Memory.byteAt(bits + (rows >>> 3)) & 0xff) >>> (rows & 7) == 0;
    }

    /// Sets the bits of the last byte that are nobody's.
    static void setBehind(long bits, int rows) {
        if ((rows & 7) != 0) {
            long last = bits + (rows >>> 3);
            Memory.putByte(last, (byte) (Memory.byteAt(last) | (-1 << (rows & 7))));
        }
    }

    static int at(long bits, int row) {
        return Memory.byteAt(bits + (row >>> 3)) >>> (row & 7) & 1;
    }
}
