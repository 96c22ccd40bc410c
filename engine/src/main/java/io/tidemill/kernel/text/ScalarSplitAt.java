// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.text;

import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Operand;
import io.tidemill.kernel.SplitCursor;

import io.tidemill.memory.Memory;

/// Template: texts cut at a separator.
final class ScalarSplitAt implements Loop.SplitText {
    private final Needle separator;

    ScalarSplitAt(Operand separator) {
        this.separator = new Needle(separator.copyBytes());
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
                next = separator.indexOf(data, start, end);
                Memory.putInt(targetStarts + 4L * found, start);
                Memory.putInt(targetEnds + 4L * found, next < 0 ? end : next);
                if (targetParents != 0) {
                    Memory.putInt(targetParents + 4L * found, row);
                }
                found++;
                start = next + separator.length();
            } while (next >= 0);
            cursor.moveToRow(row + 1);
        }
        return found;
    }
}
