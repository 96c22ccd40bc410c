// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.text;

import io.tidemill.kernel.Loop;
import io.tidemill.memory.Memory;

/// Template: the bytes of each value in hexadecimal digits.
final class ScalarHex implements Loop.MapText {

    @Override
    public long room(long textBytes, int rows) {
        return 2 * textBytes;
    }

    @Override
    public void apply(long data, long starts, long ends, long targetData, long targetStarts, long targetEnds,
            int rows) {
        int target = 0;
        for (long row = 0; row < rows; row++) {
            Memory.putInt(targetStarts + 4 * row, target);
            int end = Memory.intAt(ends + 4 * row);
            for (int position = Memory.intAt(starts + 4 * row); position < end; position++) {
                int value = Memory.byteAt(data + position);
                Memory.putByte(targetData + target, Hexadecimal.digit(value >>> 4));
                Memory.putByte(targetData + target + 1, Hexadecimal.digit(value));
                target += 2;
            }
            Memory.putInt(targetEnds + 4 * row, target);
        }
    }
}
