// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.text;

import java.util.Locale;

import io.tidemill.kernel.Loop;
import io.tidemill.memory.Memory;

import static java.nio.charset.StandardCharsets.UTF_8;

/// Template: texts in small letters, but for the first letter of each word, which is a capital. Only spaces (U+0020) part words. A text of more
/// than ASCII goes by way of a `String`, which knows Unicode.
final class ScalarCapitalize implements Loop.MapText {
    /// A letter becomes two small ones of three bytes at most, and a capital another of as many.
    private static final int MOST_GROWTH = 3;
    private static final int CASE_BIT = 'a' - 'A';

    @Override
    public long room(long textBytes, int rows) {
        return MOST_GROWTH * textBytes;
    }

    @Override
    public void apply(long data, long starts, long ends, long targetData, long targetStarts, long targetEnds,
            int rows) {
        int target = 0;
        for (long row = 0; row < rows; row++) {
            int start = Memory.intAt(starts + 4 * row);
            int bytes = Memory.intAt(ends + 4 * row) - start;
            Memory.putInt(targetStarts + 4 * row, target);
            boolean isAscii = copy(data + start, targetData + target, bytes);
            target += isAscii ? bytes : convert(data + start, targetData + target, bytes);
            Memory.putInt(targetEnds + 4 * row, target);
        }
    }

    /// Copies ASCII; whether there was nothing else.
    private static boolean copy(long source, long target, int bytes) {
        int all = 0;
        int before = ' ';
        for (long i = 0; i < bytes; i++) {
            int value = Memory.byteAt(source + i);
            all |= value;
            boolean isLetter = (value | CASE_BIT) >= 'a' && (value | CASE_BIT) <= 'z';
            int small = isLetter ? value | CASE_BIT : value;
            Memory.putByte(target + i, (byte) (isLetter && before == ' ' ? small ^ CASE_BIT : small));
            before = value;
        }
        return all >= 0;
    }

    /// Character by character of Java's, as Spark does: letters beyond U+FFFF have no capitals here.
    private static int convert(long source, long target, int bytes) {
        byte[] utf8 = new byte[bytes];
        Memory.copyOut(source, utf8, 0, bytes);
        char[] letters = new String(utf8, UTF_8).toLowerCase(Locale.ROOT).toCharArray();
        for (int i = 0; i < letters.length; i++) {
            if (i == 0 || letters[i - 1] == ' ') {
                letters[i] = Character.toTitleCase(letters[i]);
            }
        }
        byte[] converted = new String(letters).getBytes(UTF_8);
        Memory.copyIn(converted, 0, target, converted.length);
        return converted.length;
    }
}
