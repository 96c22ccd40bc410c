// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.decimal;

import java.lang.invoke.MethodHandles;

import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Stamp;
import io.tidemill.memory.Memory;
import io.tidemill.memory.WideInteger;

/// Template: decimals of many digits as digits, with a point if there are any behind it.
final class ScalarFormatWide implements Loop.FormatText {
    private static final DecimalTexts.Specification SPECIFICATION = (DecimalTexts.Specification) Stamp
            .of(MethodHandles.lookup())
            .specification();
    private static final int SCALE = SPECIFICATION.scale();
    private static final int MOST_BYTES = 44; // 39 digits of whatever a null holds, a zero, a point and a sign

    @Override
    public int roomOfRow() {
        return MOST_BYTES;
    }

    @Override
    public void apply(long source, long targetData, long targetStarts, long targetEnds, int rows) {
        int target = 0;
        for (long row = 0; row < rows; row++) {
            Memory.putInt(targetStarts + 4 * row, target);
            target += write(WideInteger.highAt(source + 16 * row), WideInteger.lowAt(source + 16 * row),
                    targetData + target);
            Memory.putInt(targetEnds + 4 * row, target);
        }
    }

    private static int write(long high, long low, long target) {
        int sign = high < 0 ? 1 : 0;
        long size = WideSize.low(high, low);
        long upper = Wide.divide(WideSize.high(high, low), size, WideSize.STEP_POWER); // 2^63 < 10^19
        long rest = size - upper * WideSize.STEP_POWER;
        int digits = Math.max(SCALE + 1, upper == 0 ? digits(rest) : WideSize.STEP + digits(upper));
        int bytes = sign + digits + (SCALE > 0 ? 1 : 0);
        int at = bytes;
        for (int written = 0; written < digits; written++) {
            if (SCALE > 0 && written == SCALE) {
                Memory.putByte(target + --at, (byte) '.');
            }
            rest = written == WideSize.STEP ? upper : rest;
            Memory.putByte(target + --at, (byte) ('0' + Long.remainderUnsigned(rest, 10)));
            rest = Long.divideUnsigned(rest, 10);
        }
        if (sign == 1) {
            Memory.putByte(target, (byte) '-');
        }
        return bytes;
    }

    private static int digits(long size) {
        int digits = 1;
        while (digits <= WideSize.STEP && Long.compareUnsigned(size, Wide.power(digits)) >= 0) {
            digits++;
        }
        return digits;
    }
}
