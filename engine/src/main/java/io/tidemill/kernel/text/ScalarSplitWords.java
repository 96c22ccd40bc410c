// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.text;

import io.tidemill.kernel.Loop;
import io.tidemill.kernel.SplitCursor;

import io.tidemill.memory.Memory;

/// Template: texts cut into words, row by row, 64 bytes at a time.
final class ScalarSplitWords implements Loop.SplitText {

    @Override
    public int apply(long data, long starts, long ends, int rows, SplitCursor cursor, long targetStarts,
            long targetEnds, long targetParents, int limit) {
        int found = 0; // ends written; the start of the word at hand stands behind the last of them
        for (int row = cursor.row(); row < rows; row++) {
            int end = Memory.intAt(ends + 4L * row);
            boolean inWord = false;
            for (int from = cursor.position(Memory.intAt(starts + 4L * row)); from < end; from += 64) {
                long white = WhiteSpace.bits(data + from, Math.min(64, end - from));
                long changes = white ^ (white << 1 | (inWord ? 0 : 1));
                for (; changes != 0; changes &= changes - 1) {
                    int position = from + Long.numberOfTrailingZeros(changes);
                    if (inWord) {
                        Memory.putInt(targetEnds + 4L * found++, position);
                    } else if (found == limit) {
                        cursor.moveTo(row, position);
                        return found;
                    } else {
                        put(targetStarts, targetParents, found, position, row);
                    }
                    inWord = !inWord;
                }
            }
            if (inWord) {
                Memory.putInt(targetEnds + 4L * found++, end);
            }
            cursor.moveToRow(row + 1);
        }
        return found;
    }

    private static void put(long targetStarts, long targetParents, int word, int start, int row) {
        Memory.putInt(targetStarts + 4L * word, start);
        if (targetParents != 0) {
            Memory.putInt(targetParents + 4L * word, row);
        }
    }
}
