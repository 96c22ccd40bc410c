// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.text;

import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Operand;
import io.tidemill.memory.Memory;

/// Template: the piece of a number of each text, between separators.
final class ScalarPiece implements Loop.SliceText {
    private final Needle separator;
    private final int index;

    ScalarPiece(Operand separatorAndIndex) {
        this.separator = new Needle(separatorAndIndex.copyBytes());
        this.index = (int) separatorAndIndex.bits();
    }

    @Override
    public int apply(long data, long starts, long ends, long targetStarts, long targetEnds, long targetBits,
            int rows) {
        int missing = 0;
        for (int from = 0; from < rows; from += 64) {
            int to = Math.min(from + 64, rows);
            long word = 0;
            for (int row = from; row < to; row++) {
                int end = Memory.intAt(ends + 4L * row);
                int start = start(data, Memory.intAt(starts + 4L * row), end);
                boolean exists = start >= 0;
                int next = exists ? separator.indexOf(data, start, end) : end;
                Memory.putInt(targetStarts + 4L * row, exists ? start : end);
                Memory.putInt(targetEnds + 4L * row, next < 0 ? end : next);
                word |= (exists ? 1L : 0L) << row;
            }
            Memory.putLong(targetBits + (from >>> 3), word);
            missing += to - from - Long.bitCount(word);
        }
        return missing;
    }

    /// Where the piece starts, or -1.
    private int start(long data, int from, int end) {
        int start = from;
        for (int piece = 0; piece < index; piece++) {
            int next = separator.indexOf(data, start, end);
            if (next < 0) {
                return -1;
            }
            start = next + separator.length();
        }
        return start;
    }
}
