// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.text.number;

import java.lang.invoke.MethodHandles;

import io.tidemill.kernel.Element;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Stamp;
import io.tidemill.memory.Memory;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/// Template: decimal numbers as floats, to the nearest one. Makes a `String` of each.
///
/// What Java reads is checked first, so that it throws nothing: digits with a sign, a point and an exponent or without, `NaN`,
/// `Infinity` and `-Infinity`.
final class ScalarParseFloat implements Loop.ParseText {
    private static final Element ELEMENT = (Element) Stamp.of(MethodHandles.lookup()).specification();
    private static final boolean IS_SINGLE = ELEMENT == Element.FLOAT32;

    @Override
    public int apply(long data, long starts, long ends, long target, long targetBits, int rows) {
        int parsed = 0;
        for (int from = 0; from < rows; from += 64) {
            int to = Math.min(from + 64, rows);
            long word = 0;
            for (int row = from; row < to; row++) {
                boolean isNumber = parse(data, Memory.intAt(starts + 4L * row), Memory.intAt(ends + 4L * row), target,
                        row);
                word |= (isNumber ? 1L : 0L) << row;
            }
            Memory.putLong(targetBits + (from >>> 3), word);
            parsed += Long.bitCount(word);
        }
        return rows - parsed;
    }

    private static boolean parse(long data, int start, int end, long target, long row) {
        int first = Decimals.skipSpaces(data, start, end);
        byte[] bytes = new byte[Decimals.dropSpaces(data, first, end) - first];
        Memory.copyOut(data + first, bytes, 0, bytes.length);
        String text = new String(bytes, ISO_8859_1);
        boolean isNumber = isDecimal(bytes) || text.equals("NaN") || text.equals("Infinity")
                || text.equals("-Infinity");
        double value = isNumber ? (IS_SINGLE ? Float.parseFloat(text) : Double.parseDouble(text)) : 0;
        ELEMENT.putDouble(target, row, value);
        return isNumber;
    }

    private static boolean isDecimal(byte[] text) {
        int at = skipSign(text, 0);
        int whole = skipDigits(text, at);
        int fraction = whole < text.length && text[whole] == '.' ? skipDigits(text, whole + 1) : whole;
        boolean hasDigits = whole > at || fraction > whole + 1;
        if (fraction < text.length && (text[fraction] == 'e' || text[fraction] == 'E')) {
            int exponent = skipSign(text, fraction + 1);
            return hasDigits && skipDigits(text, exponent) == text.length && exponent < text.length;
        }
        return hasDigits && fraction == text.length;
    }

    private static int skipSign(byte[] text, int at) {
        return at < text.length && (text[at] == '-' || text[at] == '+') ? at + 1 : at;
    }

    private static int skipDigits(byte[] text, int from) {
        int at = from;
        while (at < text.length && text[at] >= '0' && text[at] <= '9') {
            at++;
        }
        return at;
    }
}
