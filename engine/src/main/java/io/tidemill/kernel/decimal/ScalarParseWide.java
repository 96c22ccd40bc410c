// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.decimal;

import java.lang.invoke.MethodHandles;

import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Stamp;
import io.tidemill.kernel.text.number.Decimals;
import io.tidemill.memory.Memory;

/// Template: decimal numbers as decimals of many digits, 64 rows to a word of bits.
final class ScalarParseWide implements Loop.ParseText {
    private static final WideTexts TEXTS = (WideTexts) Stamp.of(MethodHandles.lookup()).specification();

    @Override
    public int apply(long data, long starts, long ends, long target, long targetBits, int rows) {
        int parsed = 0;
        for (int from = 0; from < rows; from += 64) {
            int to = Math.min(from + 64, rows);
            long word = 0;
            for (int row = from; row < to; row++) {
                int end = Memory.intAt(ends + 4L * row);
                int first = Decimals.skipSpaces(data, Memory.intAt(starts + 4L * row), end);
                int last = Decimals.dropSpaces(data, first, end);
                boolean fits = TEXTS.put(data + first, last - first, target, row);
                word |= (fits ? 1L : 0L) << row;
            }
            Memory.putLong(targetBits + (from >>> 3), word);
            parsed += Long.bitCount(word);
        }
        return rows - parsed;
    }
}
