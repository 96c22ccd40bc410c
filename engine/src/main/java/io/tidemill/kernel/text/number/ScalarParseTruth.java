// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.text.number;

import io.tidemill.kernel.Loop;
import io.tidemill.memory.Memory;

/// Template: the words for true, as an int32 of 1, and those for false, as 0, whatever their case.
final class ScalarParseTruth implements Loop.ParseText {
    private static final int NONE = -1;
    /// Longer than any of the words.
    private static final int TOO_LONG = 6;

    @Override
    public int apply(long data, long starts, long ends, long target, long targetBits, int rows) {
        int parsed = 0;
        for (int from = 0; from < rows; from += 64) {
            int to = Math.min(from + 64, rows);
            long word = 0;
            for (int row = from; row < to; row++) {
                int truth = truth(data, Memory.intAt(starts + 4L * row), Memory.intAt(ends + 4L * row));
                Memory.putInt(target + 4L * row, Math.max(truth, 0));
                word |= (truth != NONE ? 1L : 0L) << row;
            }
            Memory.putLong(targetBits + (from >>> 3), word);
            parsed += Long.bitCount(word);
        }
        return rows - parsed;
    }

    private static int truth(long data, int start, int end) {
        int first = start;
        int last = end;
        while (first < last && isBlank(Memory.byteAt(data + first))) {
            first++;
        }
        while (first < last && isBlank(Memory.byteAt(data + last - 1))) {
            last--;
        }
        if (last - first >= TOO_LONG) {
            return NONE;
        }
        long letters = 0;
        for (int position = first; position < last; position++) {
            int value = Memory.byteAt(data + position);
            boolean isCapital = value >= 'A' && value <= 'Z';
            letters = letters << 8 | ((isCapital ? value | 0x20 : value) & 0xff);
        }
        return known(letters);
    }

    /// White space and control characters of ASCII.
    private static boolean isBlank(byte value) {
        return (value >= 0 && value <= ' ') || value == 0x7f;
    }

    /// @param letters the bytes of a word, the last one lowest
    private static int known(long letters) {
        if (letters == '1' || letters == 't' || letters == 'y' || letters == 0x796573L || letters == 0x74727565L) {
            return 1; // yes, true
        }
        boolean isFalse = letters == '0' || letters == 'f' || letters == 'n' || letters == 0x6e6fL
                || letters == 0x66616c7365L; // no, false
        return isFalse ? 0 : NONE;
    }
}
