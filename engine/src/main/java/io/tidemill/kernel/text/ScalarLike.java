// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.text;

import java.util.Arrays;

import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Operand;
import io.tidemill.memory.Memory;

/// Template: whether texts look like a pattern.
///
/// Where it fails behind a `%`, that takes one more character and all behind it is tried again: no earlier `%` can help then.
final class ScalarLike implements Loop.TextPredicate {
    private static final int ANY_TEXT = -1;
    private static final int ANY_CHARACTER = -2;

    private final int[] pattern; // bytes (0 to 255), and the two above

    ScalarLike(Operand pattern) {
        byte[] bytes = pattern.copyBytes();
        int[] parts = new int[bytes.length];
        int count = 0;
        for (int i = 0; i < bytes.length; i++) {
            boolean escapes = bytes[i] == '\\' && i + 1 < bytes.length;
            parts[count++] = escapes ? bytes[++i] & 0xff : part(bytes[i]);
        }
        this.pattern = Arrays.copyOf(parts, count);
    }

    private static int part(byte value) {
        return value == '%' ? ANY_TEXT : value == '_' ? ANY_CHARACTER : value & 0xff;
    }

    @Override
    public int apply(long data, long starts, long ends, long targetBits, int rows) {
        int ones = 0;
        for (int from = 0; from < rows; from += 64) {
            int to = Math.min(from + 64, rows);
            long word = 0;
            for (int row = from; row < to; row++) {
                boolean matches = matches(data, Memory.intAt(starts + 4L * row), Memory.intAt(ends + 4L * row));
                word |= (matches ? 1L : 0L) << row;
            }
            Memory.putLong(targetBits + (from >>> 3), word);
            ones += Long.bitCount(word);
        }
        return ones;
    }

    private boolean matches(long data, int start, int end) {
        int position = start;
        int part = 0;
        int retryPart = -1; // behind the last % that was met
        int retryPosition = start;
        while (position < end) {
            if (part < pattern.length && pattern[part] == ANY_TEXT) {
                retryPart = ++part;
                retryPosition = position;
            } else if (part < pattern.length && pattern[part] == ANY_CHARACTER) {
                part++;
                position = Characters.next(data, position, end);
            } else if (part < pattern.length && pattern[part] == (Memory.byteAt(data + position) & 0xff)) {
                part++;
                position++;
            } else if (retryPart >= 0) {
                retryPosition = Characters.next(data, retryPosition, end);
                position = retryPosition;
                part = retryPart;
            } else {
                return false;
            }
        }
        while (part < pattern.length && pattern[part] == ANY_TEXT) {
            part++;
        }
        return part == pattern.length;
    }
}
