// SPDX-License-Identifier: Apache-2.0
package io.tidemill.journal.column;

import java.util.Arrays;

import io.tidemill.memory.Memory;

/// Puts the lowest bytes of all values together, then the next ones, and so on: signs, exponents and high digits, which are often
/// alike, come to lie side by side.
final class ByteSplit {

    private ByteSplit() {}

    static void split(long[] numbers, int width, int count, long target) {
        for (int b = 0; b < width; b++) {
            long to = target + (long) b * count;
            int shift = 8 * b;
            for (int i = 0; i < count; i++) {
                Memory.putByte(to + i, (byte) (numbers[i] >>> shift));
            }
        }
    }

    /// Undoes [#split]; what lies above the width is 0.
    static void join(long split, int width, int count, long[] numbers) {
        Arrays.fill(numbers, 0, count, 0);
        for (int b = 0; b < width; b++) {
            long from = split + (long) b * count;
            int shift = 8 * b;
            for (int i = 0; i < count; i++) {
                numbers[i] |= (Memory.byteAt(from + i) & 0xffL) << shift;
            }
        }
    }
}
