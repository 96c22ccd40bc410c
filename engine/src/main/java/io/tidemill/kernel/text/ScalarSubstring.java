// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.text;

import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Operand;
import io.tidemill.memory.Memory;

/// Template: some characters of each text. Every row has such a piece.
///
/// As in Spark: 0 is 1, and a piece that begins in front of the text is as much shorter.
final class ScalarSubstring implements Loop.SliceText {
    private final int from;
    private final long length;

    ScalarSubstring(Operand fromAndLength) {
        this.from = (int) (fromAndLength.bits() >> 32);
        this.length = fromAndLength.bits() & 0xffff_ffffL;
    }

    @Override
    public int apply(long data, long starts, long ends, long targetStarts, long targetEnds, long targetBits,
            int rows) {
        for (long row = 0; row < rows; row++) {
            int start = Memory.intAt(starts + 4 * row);
            int end = Memory.intAt(ends + 4 * row);
            long wanted = length;
            int first;
            if (from >= 0) {
                first = Characters.skip(data, start, end, from - 1L);
            } else {
                first = Characters.back(data, start, end, -(long) from);
                if (first < 0) {
                    wanted -= -(long) from - Characters.count(data + start, end - start);
                    first = start;
                }
            }
            Memory.putInt(targetStarts + 4 * row, first);
            Memory.putInt(targetEnds + 4 * row, Characters.skip(data, first, end, wanted));
        }
        return Presence.all(targetBits, rows);
    }
}
