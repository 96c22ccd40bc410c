// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.selection;

import io.tidemill.kernel.Loop;
import io.tidemill.kernel.text.TextBytes;

import io.tidemill.memory.Memory;

/// Template: texts one behind the other, eight bytes at a time.
final class ScalarCompactText implements Loop.CompactText {

    @Override
    public int apply(long data, long starts, long ends, int rows, long targetOffsets, long targetData, int limitBytes) {
        int end = Memory.intAt(targetOffsets);
        for (int row = 0; row < rows; row++) {
            int start = Memory.intAt(starts + 4L * row);
            int bytes = Memory.intAt(ends + 4L * row) - start;
            if (bytes > limitBytes - end) {
                return row;
            }
            TextBytes.copy(data + start, targetData + end, bytes);
            end += bytes;
            Memory.putInt(targetOffsets + 4L * row + 4, end);
        }
        return rows;
    }
}
