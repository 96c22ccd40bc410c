// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.text.number;

import io.tidemill.kernel.Loop;
import io.tidemill.memory.Memory;

/// Template: the 64 bits of int64s in hexadecimal digits, without zeros in front.
final class ScalarFormatHex implements Loop.FormatText {
    private static final int MOST_DIGITS = 16;

    @Override
    public int roomOfRow() {
        return MOST_DIGITS;
    }

    @Override
    public void apply(long source, long targetData, long targetStarts, long targetEnds, int rows) {
        int target = 0;
        for (long row = 0; row < rows; row++) {
            long value = Memory.longAt(source + 8 * row);
            int digits = Math.max(1, MOST_DIGITS - Long.numberOfLeadingZeros(value) / 4);
            Memory.putInt(targetStarts + 4 * row, target);
            for (int i = digits - 1; i >= 0; i--) {
                int digit = (int) (value >>> (4 * i)) & 15;
                Memory.putByte(targetData + target++, (byte) (digit < 10 ? '0' + digit : 'A' - 10 + digit));
            }
            Memory.putInt(targetEnds + 4 * row, target);
        }
    }
}
