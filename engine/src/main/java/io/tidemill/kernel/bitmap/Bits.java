// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.bitmap;

import io.tidemill.memory.Memory;

/// Words of bits that begin at any bit, read without touching a byte that holds none of them.
public final class Bits {
    private Bits() {}

    /// 64 bits from a bit (0 to 7) of a byte on.
    public static long word(long address, int bit) {
        long low = Memory.longAt(address);
        // what comes from the ninth byte and what both words hold agree bit by bit
        return bit == 0 ? low : low >>> bit | Memory.longAt(address + 1) << (8 - bit);
    }

    /// Fewer than 64 bits, with zeros above them.
    public static long lastWord(long address, int bit, int bits) {
        long word = 0;
        int bytes = (bit + bits + 7) >>> 3; // nine at most
        for (int i = 0; i < bytes; i++) {
            long eight = Memory.byteAt(address + i) & 0xffL;
            word |= i == 0 ? eight >>> bit : eight << (8 * i - bit);
        }
        return word & below(bits);
    }

    /// Ones in the lowest bits, for fewer than 64.
    public static long below(int bits) {
        return (1L << bits) - 1;
    }

    public static boolean at(long address, long bit) {
        return (Memory.byteAt(address + (bit >>> 3)) >>> (bit & 7) & 1) != 0;
    }
}
