// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.text;

import io.tidemill.kernel.Loop;
import io.tidemill.memory.Memory;

/// Template: the characters of each text from the last to the first.
final class ScalarReverse implements Loop.MapText {

    @Override
    public long room(long textBytes, int rows) {
        return textBytes;
    }

    @Override
    public void apply(long data, long starts, long ends, long targetData, long targetStarts, long targetEnds,
            int rows) {
        int target = 0;
        for (long row = 0; row < rows; row++) {
            int start = Memory.intAt(starts + 4 * row);
            int end = Memory.intAt(ends + 4 * row);
            Memory.putInt(targetStarts + 4 * row, target);
            target += end - start;
            Memory.putInt(targetEnds + 4 * row, target);
            put(data, start, end, targetData + target);
        }
    }

    /// @param last behind the last byte that is written
    private static void put(long data, int start, int end, long last) {
        long target = last;
        int position = start;
        while (position < end) {
            int next = Characters.next(data, position, end);
            target -= next - position;
            for (int i = 0; i < next - position; i++) {
                Memory.putByte(target + i, Memory.byteAt(data + position + i));
            }
            position = next;
        }
    }
}
