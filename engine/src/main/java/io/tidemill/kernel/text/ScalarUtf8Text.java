// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.text;

import io.tidemill.kernel.Loop;
import io.tidemill.memory.Memory;

/// Template: bytes that are UTF-8, where they lie, 64 rows to a word of bits.
final class ScalarUtf8Text implements Loop.SliceText {

    @Override
    public int apply(long data, long starts, long ends, long targetStarts, long targetEnds, long targetBits,
            int rows) {
        int valid = 0;
        for (int from = 0; from < rows; from += 64) {
            int to = Math.min(from + 64, rows);
            long word = 0;
            for (int row = from; row < to; row++) {
                int start = Memory.intAt(starts + 4L * row);
                int end = Memory.intAt(ends + 4L * row);
                boolean isText = Utf8.isValid(data + start, end - start);
                Memory.putInt(targetStarts + 4L * row, start);
                Memory.putInt(targetEnds + 4L * row, isText ? end : start);
                word |= (isText ? 1L : 0L) << row;
            }
            Memory.putLong(targetBits + (from >>> 3), word);
            valid += Long.bitCount(word);
        }
        return rows - valid;
    }
}
