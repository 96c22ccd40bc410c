// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.decimal;

import java.lang.invoke.MethodHandles;

import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Stamp;
import io.tidemill.memory.Memory;

/// Template: decimals as digits, with a point if there are any behind it.
final class ScalarFormatDecimal implements Loop.FormatText {
    private static final DecimalTexts.Specification SPECIFICATION = (DecimalTexts.Specification) Stamp
            .of(MethodHandles.lookup())
            .specification();
    private static final int SCALE = SPECIFICATION.scale();
    private static final int MOST_BYTES = 22; // 18 digits, a zero, a point and a sign

    @Override
    public int roomOfRow() {
        return MOST_BYTES;
    }

    @Override
    public void apply(long source, long targetData, long targetStarts, long targetEnds, int rows) {
        int target = 0;
        for (long row = 0; row < rows; row++) {
            Memory.putInt(targetStarts + 4 * row, target);
            target += write(Memory.longAt(source + 8 * row), targetData + target);
            Memory.putInt(targetEnds + 4 * row, target);
        }
    }

    private static int write(long unscaled, long target) {
        int sign = unscaled < 0 ? 1 : 0;
        long rest = Math.abs(unscaled);
        int digits = digits(rest);
        int bytes = sign + digits + (SCALE > 0 ? 1 : 0);
        int at = bytes;
        for (int written = 0; written < digits; written++) {
            if (SCALE > 0 && written == SCALE) {
                Memory.putByte(target + --at, (byte) '.');
            }
            Memory.putByte(target + --at, (byte) ('0' + rest % 10));
            rest /= 10;
        }
        if (sign == 1) {
            Memory.putByte(target, (byte) '-');
        }
        return bytes;
    }

    /// All that are behind the point, and one before it at least.
    private static int digits(long size) {
        int digits = SCALE + 1;
        while (digits <= 18 && size >= Wide.power(digits)) {
            digits++;
        }
        return digits;
    }
}
