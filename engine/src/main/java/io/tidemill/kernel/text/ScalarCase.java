// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.text;

import java.lang.invoke.MethodHandles;
import java.util.Locale;

import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Stamp;
import io.tidemill.memory.Memory;

import static java.nio.charset.StandardCharsets.UTF_8;

/// Template: texts in capitals or small letters. A text of more than ASCII goes by way of a `String`, which knows Unicode.
final class ScalarCase implements Loop.MapText {
    private static final boolean UPPER = (Boolean) Stamp.of(MethodHandles.lookup()).specification();
    private static final int FIRST = UPPER ? 'a' : 'A';
    /// A letter becomes three of as many bytes at most, or a longer one.
    private static final int MOST_GROWTH = 3;

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

    /// Copies ASCII in the other case; whether there was nothing else.
    private static boolean copy(long source, long target, int bytes) {
        int all = 0;
        for (long i = 0; i < bytes; i++) {
            int value = Memory.byteAt(source + i);
            all |= value;
            boolean changes = value - FIRST >= 0 && value - FIRST < 26;
            Memory.putByte(target + i, (byte) (changes ? value ^ 0x20 : value));
        }
        return all >= 0;
    }

    private static int convert(long source, long target, int bytes) {
        byte[] utf8 = new byte[bytes];
        Memory.copyOut(source, utf8, 0, bytes);
        String text = new String(utf8, UTF_8);
        byte[] converted = (UPPER ? text.toUpperCase(Locale.ROOT) : text.toLowerCase(Locale.ROOT)).getBytes(UTF_8);
        Memory.copyIn(converted, 0, target, converted.length);
        return converted.length;
    }
}
