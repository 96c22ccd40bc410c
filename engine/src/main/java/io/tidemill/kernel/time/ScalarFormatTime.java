// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.time;

import java.lang.invoke.MethodHandles;

import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Stamp;
import io.tidemill.kernel.text.Decimals;
import io.tidemill.memory.Memory;

/// Template: moments or days as text. Years before 0 or after 9999 have a sign.
final class ScalarFormatTime implements Loop.FormatText {
    private static final boolean IS_MOMENT = (Boolean) Stamp.of(MethodHandles.lookup()).specification();
    private static final int MOST_BYTES = 40;

    @Override
    public int roomOfRow() {
        return MOST_BYTES;
    }

    @Override
    public void apply(long source, long targetData, long targetStarts, long targetEnds, int rows) {
        int target = 0;
        for (long row = 0; row < rows; row++) {
            Memory.putInt(targetStarts + 4 * row, target);
            long value = IS_MOMENT ? Memory.longAt(source + 8 * row) : Memory.intAt(source + 4 * row);
            long day = IS_MOMENT ? Math.floorDiv(value, Civil.MICROS_PER_DAY) : value;
            target += putDay(day, targetData + target);
            target += IS_MOMENT ? putTime(value - day * Civil.MICROS_PER_DAY, targetData + target) : 0;
            Memory.putInt(targetEnds + 4 * row, target);
        }
    }

    private static int putDay(long day, long target) {
        long year = Civil.year(day);
        int size = (int) Math.abs(year);
        int sign = year < 0 || year > 9_999 ? 1 : 0;
        int digits = 4;
        for (int rest = size / 10_000; rest > 0; rest /= 10) {
            digits++;
        }
        Memory.putByte(target, (byte) (year < 0 ? '-' : '+')); // a digit covers it if there is none
        Decimals.put(target + sign, size, digits);
        long behind = target + sign + digits;
        Memory.putByte(behind, (byte) '-');
        Decimals.put(behind + 1, (int) Civil.month(day), 2);
        Memory.putByte(behind + 3, (byte) '-');
        Decimals.put(behind + 4, (int) Civil.dayOfMonth(day), 2);
        return sign + digits + 6;
    }

    private static int putTime(long microsOfDay, long target) {
        int second = (int) (microsOfDay / Civil.MICROS_PER_SECOND);
        Memory.putByte(target, (byte) ' ');
        Decimals.put(target + 1, second / 3_600, 2);
        Memory.putByte(target + 3, (byte) ':');
        Decimals.put(target + 4, second / 60 % 60, 2);
        Memory.putByte(target + 6, (byte) ':');
        Decimals.put(target + 7, second % 60, 2);
        int fraction = (int) (microsOfDay % Civil.MICROS_PER_SECOND);
        if (fraction == 0) {
            return 9;
        }
        int digits = 6;
        for (; fraction % 10 == 0; fraction /= 10) {
            digits--;
        }
        Memory.putByte(target + 9, (byte) '.');
        Decimals.put(target + 10, fraction, digits);
        return 10 + digits;
    }
}
