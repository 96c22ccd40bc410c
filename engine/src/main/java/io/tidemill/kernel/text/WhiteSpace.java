// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.text;

import io.tidemill.memory.Memory;

/// ASCII white space (bytes 9 to 13 and 32) as bits, found in ordinary registers.
final class WhiteSpace {
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long LOW_BITS = 0x7f7f_7f7f_7f7f_7f7fL;
    private static final long HIGH_BITS = ~LOW_BITS;
    /// Gathers the low bits of eight bytes in the highest byte.
    private static final long GATHER = 0x0102_0408_1020_4080L;

    private WhiteSpace() {}

    /// One bit a byte of up to 64; those behind the last byte are 1.
    static long bits(long address, int bytes) {
        long bits = 0;
        int at = 0;
        for (; at <= bytes - 8; at += 8) {
            bits |= eight(Memory.longAt(address + at)) << at;
        }
        if (at < bytes) {
            bits |= eight(TextBytes.upTo7(address + at, bytes - at)) << at;
        }
        return bytes == 64 ? bits : bits | (-1L << bytes);
    }

    private static long eight(long word) {
        long low = word & LOW_BITS;
        long notSpace = (low ^ (ONES * ' ')) + LOW_BITS; // the high bit of each byte that is not 32
        long from9 = low + ONES * (0x80 - 9); // of each byte from 9 on
        long from14 = low + ONES * (0x80 - 14);
        long white = (~notSpace | (from9 & ~from14)) & ~word & HIGH_BITS;
        return ((white >>> 7) * GATHER) >>> 56;
    }
}
