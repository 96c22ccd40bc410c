// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.text;

import io.tidemill.kernel.Loop;
import io.tidemill.memory.Memory;

/// Template: the bytes that hexadecimal digits say. An odd first digit is a byte; of anything but digits there is nothing.
final class ScalarUnhex implements Loop.PartialMapText {

    @Override
    public long room(long textBytes, int rows) {
        return textBytes;
    }

    @Override
    public int apply(long data, long starts, long ends, long targetData, long targetStarts, long targetEnds,
            long targetBits, int rows) {
        int missing = 0;
        int target = 0;
        for (int from = 0; from < rows; from += 64) {
            int to = Math.min(from + 64, rows);
            long word = 0;
            for (int row = from; row < to; row++) {
                int start = Memory.intAt(starts + 4L * row);
                int bytes = put(data + start, Memory.intAt(ends + 4L * row) - start, targetData + target);
                Memory.putInt(targetStarts + 4L * row, target);
                target += Math.max(bytes, 0);
                Memory.putInt(targetEnds + 4L * row, target);
                word |= (bytes >= 0 ? 1L : 0L) << row;
            }
            Memory.putLong(targetBits + (from >>> 3), word);
            missing += to - from - Long.bitCount(word);
        }
        return missing;
    }

    /// How many bytes it wrote, or -1.
    private static int put(long text, int digits, long target) {
        int bytes = 0;
        int wrong = 0;
        int position = 0;
        if ((digits & 1) != 0) {
            int value = Hexadecimal.value(Memory.byteAt(text));
            wrong = value;
            Memory.putByte(target, (byte) value);
            bytes = 1;
            position = 1;
        }
        for (; position < digits; position += 2) {
            int high = Hexadecimal.value(Memory.byteAt(text + position));
            int low = Hexadecimal.value(Memory.byteAt(text + position + 1));
            wrong |= high | low;
            Memory.putByte(target + bytes, (byte) (high << 4 | low));
            bytes++;
        }
        return wrong < 0 ? -1 : bytes;
    }
}
