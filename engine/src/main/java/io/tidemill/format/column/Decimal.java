// SPDX-License-Identifier: Apache-2.0
package io.tidemill.format.column;

import io.tidemill.memory.Memory;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/// A number as it is written: an optional sign, digits with at most one point among them, an optional exponent; or `NaN`,
/// `Infinity`, and Spark's `INF`.
///
/// It becomes the nearest float, as `Double.parseDouble` says. After Clinger that is one multiplication or division if both the
/// digits and the power of ten are exact; what is longer goes to the JDK, which allocates.
final class Decimal {
    private static final int MOST_DIGITS = 18; // of a number that surely fits into an int64
    private static final long EXACT_IN_DOUBLE = 1L << 53;
    private static final long EXACT_IN_FLOAT = 1L << 24;
    private static final int LARGEST_EXPONENT = 100_000; // what is beyond is 0 or infinite, for any number of digits that a line holds
    private static final double[] DOUBLE_POWERS = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12,
            1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
    private static final float[] FLOAT_POWERS = {1e0f, 1e1f, 1e2f, 1e3f, 1e4f, 1e5f, 1e6f, 1e7f, 1e8f, 1e9f, 1e10f};

    private long address;
    private int bytes;
    private boolean negative;
    private long digits;
    private int digitCount; // without leading zeros
    private int exponent;
    private double special; // NaN, an infinity, or 0 for a number that is written out

    /// Reads a number; false if it is none.
    boolean read(long atAddress, int byteCount) {
        address = atAddress;
        bytes = byteCount;
        digits = 0;
        digitCount = 0;
        exponent = 0;
        special = 0;
        long end = atAddress + byteCount;
        byte first = byteCount == 0 ? 0 : Memory.byteAt(atAddress);
        negative = first == '-';
        long at = negative || first == '+' ? atAddress + 1 : atAddress;
        long pointless = readDigits(at, end);
        int whole = (int) (pointless - at);
        at = pointless;
        int fraction = 0;
        if (at < end && Memory.byteAt(at) == '.') {
            long fractionEnd = readDigits(at + 1, end);
            fraction = (int) (fractionEnd - at - 1);
            at = fractionEnd;
        }
        if (whole + fraction == 0) {
            return isSpecial(at, end);
        }
        if (at < end && (Memory.byteAt(at) | 0x20) == 'e') {
            at = readExponent(at + 1, end);
        }
        exponent -= fraction;
        return at == end;
    }

    private long readDigits(long from, long end) {
        long at = from;
        for (; at < end; at++) {
            int digit = Memory.byteAt(at) - '0';
            if (digit < 0 || digit > 9) {
                break;
            }
            if (digitCount < MOST_DIGITS) {
                digits = 10 * digits + digit;
            }
            digitCount += digitCount == 0 && digit == 0 ? 0 : 1;
        }
        return at;
    }

    /// Where the exponent ends; beyond `end` if it has no digits.
    private long readExponent(long from, long end) {
        byte sign = from < end ? Memory.byteAt(from) : 0;
        long at = sign == '-' || sign == '+' ? from + 1 : from;
        long digitsEnd = Digits.end(at, end);
        if (digitsEnd == at) {
            return end + 1;
        }
        int value = 0;
        for (; at < digitsEnd; at++) {
            value = Math.min(10 * value + Memory.byteAt(at) - '0', LARGEST_EXPONENT);
        }
        exponent = sign == '-' ? -value : value;
        return digitsEnd;
    }

    private boolean isSpecial(long from, long end) {
        if (from == address && is(from, end, "NaN")) {
            special = Double.NaN;
        } else if (is(from, end, "Infinity") || is(from, end, "INF")) {
            special = negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        return special != 0;
    }

    private static boolean is(long from, long end, String name) {
        if (end - from != name.length()) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            if (Memory.byteAt(from + i) != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /// Whether the number is written out in digits.
    boolean isFinite() {
        return special == 0;
    }

    double doubleValue() {
        if (special != 0) {
            return special;
        }
        int power = Math.abs(exponent);
        if (digitCount > MOST_DIGITS || digits > EXACT_IN_DOUBLE || power >= DOUBLE_POWERS.length) {
            return Double.parseDouble(text());
        }
        double value = exponent < 0 ? digits / DOUBLE_POWERS[power] : digits * DOUBLE_POWERS[power];
        return negative ? -value : value;
    }

    float floatValue() {
        if (special != 0) {
            return (float) special;
        }
        int power = Math.abs(exponent);
        if (digitCount > MOST_DIGITS || digits > EXACT_IN_FLOAT || power >= FLOAT_POWERS.length) {
            return Float.parseFloat(text());
        }
        float value = exponent < 0 ? digits / FLOAT_POWERS[power] : digits * FLOAT_POWERS[power];
        return negative ? -value : value;
    }

    private String text() {
        byte[] copy = new byte[bytes];
        Memory.copyOut(address, copy, 0, bytes);
        return new String(copy, ISO_8859_1);
    }
}
