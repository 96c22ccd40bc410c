// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.text.number;

import java.lang.invoke.MethodHandles;

import io.tidemill.kernel.Element;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Stamp;
import io.tidemill.memory.Memory;

/// Template: decimal digits, with a sign or without, as integers.
final class ScalarParseInteger implements Loop.ParseText {
    private static final Element ELEMENT = (Element) Stamp.of(MethodHandles.lookup()).specification();
    private static final long LEAST = -1L << (8 * ELEMENT.width() - 1);
    /// As many fit 64 bits without a sign.
    private static final int MOST_DIGITS = 19;

    @Override
    public int apply(long data, long starts, long ends, long target, long targetBits, int rows) {
        int parsed = 0;
        for (int from = 0; from < rows; from += 64) {
            int to = Math.min(from + 64, rows);
            long word = 0;
            for (int row = from; row < to; row++) {
                boolean fits = parse(data, Memory.intAt(starts + 4L * row), Memory.intAt(ends + 4L * row), target, row);
                word |= (fits ? 1L : 0L) << row;
            }
            Memory.putLong(targetBits + (from >>> 3), word);
            parsed += Long.bitCount(word);
        }
        return rows - parsed;
    }

    private static boolean parse(long data, int start, int end, long target, long row) {
        int position = Decimals.skipSpaces(data, start, end);
        int last = Decimals.dropSpaces(data, position, end);
        byte sign = position < last ? Memory.byteAt(data + position) : 0;
        boolean isNegative = sign == '-';
        position += isNegative || sign == '+' ? 1 : 0;
        boolean isNumber = position < last;
        while (position < last - 1 && Memory.byteAt(data + position) == '0') {
            position++;
        }
        isNumber &= last - position <= MOST_DIGITS;
        long size = 0;
        for (; isNumber && position < last; position++) {
            int digit = Memory.byteAt(data + position) - '0';
            isNumber = digit >= 0 && digit <= 9;
            size = 10 * size + digit;
        }
        boolean fits = isNumber && Long.compareUnsigned(size, isNegative ? -LEAST : ~LEAST) <= 0;
        ELEMENT.putLong(target, row, fits ? (isNegative ? -size : size) : 0);
        return fits;
    }
}
