// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.text.number;

import io.tidemill.kernel.Loop;
import io.tidemill.memory.Memory;

/// Template: the characters U+0000 to U+00FF that the low eight bits of int64s are; nothing for those below zero.
final class ScalarFormatCharacter implements Loop.FormatText {

    @Override
    public int roomOfRow() {
        return 2;
    }

    @Override
    public void apply(long source, long targetData, long targetStarts, long targetEnds, int rows) {
        int target = 0;
        for (long row = 0; row < rows; row++) {
            long value = Memory.longAt(source + 8 * row);
            int character = (int) value & 0xff;
            Memory.putInt(targetStarts + 4 * row, target);
            if (value >= 0 && character < 0x80) {
                Memory.putByte(targetData + target++, (byte) character);
            } else if (value >= 0) {
                Memory.putByte(targetData + target++, (byte) (0xc0 | (character >>> 6)));
                Memory.putByte(targetData + target++, (byte) (0x80 | (character & 0x3f)));
            }
            Memory.putInt(targetEnds + 4 * row, target);
        }
    }
}
