// SPDX-License-Identifier: Apache-2.0
package io.tidemill.format.column;

import io.tidemill.memory.Memory;

/// Decimal digits in memory, eight at a time. Up to eight bytes behind the last may be read.
public final class Digits {
    /// Something other than digits.
    static final long NOT_DIGITS = -1;
    /// More than 2^63.
    static final long TOO_LARGE = -2;

    private static final long ZEROS = 0x3030303030303030L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long TO_HIGH_BIT_ABOVE_NINE = 0x7676767676767676L;
    private static final int SURELY_FITTING = 18;
    private static final long[] POWERS = new long[Long.BYTES + 1];

    static {
        POWERS[0] = 1;
        for (int i = 1; i < POWERS.length; i++) {
            POWERS[i] = 10 * POWERS[i - 1];
        }
    }

    private Digits() {}

    /// How many digits the eight bytes of a word begin with, the lowest byte being the first.
    static int leading(long word) {
        long values = word ^ ZEROS;
        long others = ((values + TO_HIGH_BIT_ABOVE_NINE) | values) & HIGH_BITS; // a carry spoils only what is above the first
        return Long.numberOfTrailingZeros(others) >>> 3;
    }

    /// Where the digits end that begin at an address: at most at `end`.
    public static long end(long address, long end) {
        long at = address;
        while (at < end) {
            int digits = leading(Memory.longAt(at));
            at += digits;
            if (digits < Long.BYTES) {
                break;
            }
        }
        return Math.min(at, end);
    }

    /// The number that digits make: up to 2^63, as an unsigned int64; or what is wrong with them.
    static long parse(long address, int bytes) {
        if (bytes <= Long.BYTES) {
            return bytes == 0 ? NOT_DIGITS : few(Memory.longAt(address), bytes);
        }
        return bytes <= SURELY_FITTING ? fitting(address, bytes) : many(address, bytes);
    }

    /// Up to eight digits, at least one.
    static long few(long word, int bytes) {
        return leading(word) < bytes ? NOT_DIGITS : value(word, bytes);
    }

    private static long fitting(long address, int bytes) {
        long first = few(Memory.longAt(address), Long.BYTES);
        int left = bytes - Long.BYTES;
        int more = Math.min(left, Long.BYTES);
        long second = few(Memory.longAt(address + Long.BYTES), more);
        int last = left - more;
        long third = last == 0 ? 0 : few(Memory.longAt(address + 2L * Long.BYTES), last);
        return (first | second | third) < 0
                ? NOT_DIGITS
                : (first * POWERS[more] + second) * POWERS[last] + third;
    }

    private static long many(long address, int bytes) {
        long end = address + bytes;
        if (end(address, end) < end) {
            return NOT_DIGITS;
        }
        long at = address;
        while (at < end && Memory.byteAt(at) == '0') {
            at++;
        }
        int significant = (int) (end - at);
        if (significant <= SURELY_FITTING) {
            return significant == 0 ? 0 : parse(at, significant);
        }
        if (significant > SURELY_FITTING + 1) {
            return TOO_LARGE;
        }
        long high = fitting(at, SURELY_FITTING);
        int last = Memory.byteAt(end - 1) - '0';
        long value = 10 * high + last; // at most 10^19 - 1: below 2^64
        boolean isTooLarge = Long.compareUnsigned(value, Long.MIN_VALUE) > 0;
        return isTooLarge ? TOO_LARGE : value;
    }

    /// The value of the lowest bytes of a word, which are digits: pairs of digits, then pairs of these, and so on.
    private static long value(long word, int bytes) {
        long digits = (word ^ ZEROS) << (Long.SIZE - bytes * Byte.SIZE);
        long pairs = digits * 10 + (digits >>> 8);
        long high = (pairs & 0x000000ff000000ffL) * 0x000f424000000064L;
        long low = (pairs >>> 16 & 0x000000ff000000ffL) * 0x0000271000000001L;
        return (high + low) >>> 32;
    }
}
