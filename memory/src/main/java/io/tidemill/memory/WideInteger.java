// SPDX-License-Identifier: Apache-2.0
package io.tidemill.memory;

import java.math.BigInteger;

/// Integers of 128 bits in memory, little-endian, in two's complement: the smallest units of decimals of more than 18 digits.
public final class WideInteger {
    /// Bytes of one.
    public static final int BYTES = 16;

    private static final BigInteger LOW_BITS = BigInteger.ONE.shiftLeft(Long.SIZE).subtract(BigInteger.ONE);

    private WideInteger() {}

    /// The upper 64 bits, with the sign.
    public static long highAt(long address) {
        return Memory.longAt(address + Long.BYTES);
    }

    /// The lower 64 bits, which have no sign.
    public static long lowAt(long address) {
        return Memory.longAt(address);
    }

    public static void put(long address, long high, long low) {
        Memory.putLong(address, low);
        Memory.putLong(address + Long.BYTES, high);
    }

    /// Less than, equal to or greater than 0, as the first of two is than the second.
    public static int compare(long address, long otherAddress) {
        return compare(highAt(address), lowAt(address), highAt(otherAddress), lowAt(otherAddress));
    }

    public static int compare(long high, long low, long otherHigh, long otherLow) {
        return high == otherHigh ? Long.compareUnsigned(low, otherLow) : Long.compare(high, otherHigh);
    }

    /// The whole number; allocates.
    public static BigInteger of(long high, long low) {
        return BigInteger.valueOf(high).shiftLeft(Long.SIZE).or(BigInteger.valueOf(low).and(LOW_BITS));
    }

    /// The upper 64 bits of a number.
    public static long high(BigInteger number) {
        return number.shiftRight(Long.SIZE).longValue();
    }

    /// Whether a number has no more than so many digits: those of a decimal.
    public static boolean fits(BigInteger number, int digits) {
        return number.abs().compareTo(BigInteger.TEN.pow(digits)) < 0;
    }
}
