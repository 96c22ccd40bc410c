// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.text.number;

import io.tidemill.memory.Memory;

/// Decimal digits.
public final class Decimals {
    private Decimals() {}

    /// How many digits an integer has, without its sign.
    static int digits(long value) {
        int digits = 1;
        for (long rest = value / 10; rest != 0; rest /= 10) {
            digits++;
        }
        return digits;
    }

    /// So many digits as a number; -1 if one of the bytes is none.
    public static int number(long address, int digits) {
        int number = 0;
        for (int i = 0; i < digits; i++) {
            int digit = Memory.byteAt(address + i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = 10 * number + digit;
        }
        return number;
    }

    /// Writes a number that is not negative with so many digits, zeros in front.
    public static void put(long address, int number, int digits) {
        int rest = number;
        for (int i = digits - 1; i >= 0; i--) {
            Memory.putByte(address + i, (byte) ('0' + rest % 10));
            rest /= 10;
        }
    }

    /// Behind the spaces at the beginning of a text.
    public static int skipSpaces(long data, int start, int end) {
        int position = start;
        while (position < end && Memory.byteAt(data + position) == ' ') {
            position++;
        }
        return position;
    }

    /// In front of the spaces at the end of a text.
    public static int dropSpaces(long data, int start, int end) {
        int position = end;
        while (position > start && Memory.byteAt(data + position - 1) == ' ') {
            position--;
        }
        return position;
    }
}
