// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.list;

import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Operand;
import io.tidemill.memory.Memory;

/// Template: one text of each list, which stays where it is.
final class ScalarTextElement implements Loop.SliceText {
    private final int wanted;

    ScalarTextElement(Operand index) {
        this.wanted = (int) index.bits();
    }

    @Override
    public int apply(long data, long starts, long ends, long targetStarts, long targetEnds, long targetBits,
            int rows) {
        int found = 0;
        for (int from = 0; from < rows; from += 64) {
            int to = Math.min(from + 64, rows);
            long word = 0;
            for (int row = from; row < to; row++) {
                boolean isThere = put(data, starts, ends, targetStarts, targetEnds, row);
                word |= (isThere ? 1L : 0L) << row;
            }
            Memory.putLong(targetBits + (from >>> 3), word);
            found += Long.bitCount(word);
        }
        return rows - found;
    }

    private boolean put(long data, long starts, long ends, long targetStarts, long targetEnds, long row) {
        int start = Memory.intAt(starts + 4 * row);
        int size = ListView.size(data, starts, ends, row);
        int index = ListView.index(wanted, size);
        boolean isThere = index >= 0 && ListView.isThere(data + start, index);
        int first = start;
        int last = start;
        if (isThere) {
            long offsets = ListView.values(data + start, size);
            int texts = (int) (offsets - data) + 4 * (size + 1);
            first = texts + Memory.intAt(offsets + 4L * index);
            last = texts + Memory.intAt(offsets + 4L * index + 4);
        }
        Memory.putInt(targetStarts + 4 * row, first);
        Memory.putInt(targetEnds + 4 * row, last);
        return isThere;
    }
}
