// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.text.number;

import java.lang.invoke.MethodHandles;

import io.tidemill.kernel.Element;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Stamp;
import io.tidemill.memory.Memory;

/// Template: integers as decimal digits.
final class ScalarFormatInteger implements Loop.FormatText {
    private static final Element ELEMENT = (Element) Stamp.of(MethodHandles.lookup()).specification();
    private static final int MOST_BYTES = 20;

    @Override
    public int roomOfRow() {
        return MOST_BYTES;
    }

    @Override
    public void apply(long source, long targetData, long targetStarts, long targetEnds, int rows) {
        int target = 0;
        for (long row = 0; row < rows; row++) {
            Memory.putInt(targetStarts + 4 * row, target);
            target += write(ELEMENT.longAt(source, row), targetData + target);
            Memory.putInt(targetEnds + 4 * row, target);
        }
    }

    /// Digits from the last to the first, of the negative number: the least one has no other sign.
    private static int write(long value, long target) {
        int bytes = Decimals.digits(value) + (value < 0 ? 1 : 0);
        long rest = value < 0 ? value : -value;
        int at = bytes;
        do {
            Memory.putByte(target + --at, (byte) ('0' - rest % 10));
            rest /= 10;
        } while (rest != 0);
        if (value < 0) {
            Memory.putByte(target, (byte) '-');
        }
        return bytes;
    }
}
