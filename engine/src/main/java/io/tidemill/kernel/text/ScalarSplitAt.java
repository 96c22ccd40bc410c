// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.text;

import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Operand;
import io.tidemill.kernel.SplitCursor;

import io.tidemill.memory.Memory;

/// Template: texts cut at a separator, whose first byte is looked for eight bytes at a time.
final class ScalarSplitAt implements Loop.SplitText {
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long LOW_BITS = 0x7f7f_7f7f_7f7f_7f7fL;

    private final byte[] separator;
    private final long firstByte; // eight times

    ScalarSplitAt(Operand separator) {
        this.separator = separator.copyBytes();
        this.firstByte = ONES * (this.separator[0] & 0xff);
    }

    @Override
    public int apply(long data, long starts, long ends, int rows, SplitCursor cursor, long targetStarts,
            long targetEnds, long targetParents, int limit) {
        int found = 0;
        for (int row = cursor.row(); row < rows; row++) {
            int end = Memory.intAt(ends + 4L * row);
            int start = cursor.position(Memory.intAt(starts + 4L * row));
            int next;
            do {
                if (found == limit) {
                    cursor.moveTo(row, start);
                    return found;
                }
                next = indexOf(data, start, end);
                Memory.putInt(targetStarts + 4L * found, start);
                Memory.putInt(targetEnds + 4L * found, next < 0 ? end : next);
                if (targetParents != 0) {
                    Memory.putInt(targetParents + 4L * found, row);
                }
                found++;
                start = next + separator.length;
            } while (next >= 0);
            cursor.moveToRow(row + 1);
        }
        return found;
    }

    /// The first position in `[from, end)` where the separator is, or -1.
    private int indexOf(long data, int from, int end) {
        int last = end - separator.length;
        int position = from;
        for (; position <= end - 8 && position <= last; position += 8) {
            long different = Memory.longAt(data + position) ^ firstByte;
            long hits = ~(((different & LOW_BITS) + LOW_BITS) | different | LOW_BITS); // the high bit of each byte that is 0
            for (; hits != 0; hits &= hits - 1) {
                int hit = position + (Long.numberOfTrailingZeros(hits) >>> 3);
                if (hit <= last && isAt(data + hit)) {
                    return hit;
                }
            }
        }
        for (; position <= last; position++) {
            if (isAt(data + position)) {
                return position;
            }
        }
        return -1;
    }

    private boolean isAt(long address) {
        for (int i = 0; i < separator.length; i++) {
            if (Memory.byteAt(address + i) != separator[i]) {
                return false;
            }
        }
        return true;
    }
}
