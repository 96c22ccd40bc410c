// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.text;

/// Hexadecimal digits: capitals are written, small ones are read too.
final class Hexadecimal {
    private static final int NONE = -1;

    private Hexadecimal() {}

    /// @param value of which the low four bits count
    static byte digit(int value) {
        int four = value & 15;
        return (byte) (four < 10 ? '0' + four : 'A' - 10 + four);
    }

    /// What a digit is worth, or a negative number if it is none.
    static int value(byte digit) {
        if (digit >= '0' && digit <= '9') {
            return digit - '0';
        }
        int small = digit | 0x20;
        return digit > 0 && small >= 'a' && small <= 'f' ? small - 'a' + 10 : NONE;
    }
}
