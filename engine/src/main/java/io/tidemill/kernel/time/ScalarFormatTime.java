// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.time;

import java.lang.invoke.MethodHandles;

import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Stamp;
import io.tidemill.kernel.text.number.Decimals;
import io.tidemill.kernel.time.TimeTexts.Form;
import io.tidemill.memory.Memory;

/// Template: moments, days or times of day as text. Years before 0 or after 9999 have a sign.
final class ScalarFormatTime implements Loop.FormatText {
    private static final Form FORM = (Form) Stamp.of(MethodHandles.lookup()).specification();
    private static final boolean IS_MOMENT = FORM == Form.MOMENT;
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
            long value = FORM == Form.DAY ? Memory.intAt(source + 4 * row) : Memory.longAt(source + 8 * row);
            long day = IS_MOMENT ? Math.floorDiv(value, Civil.MICROS_PER_DAY) : value;
            if (FORM != Form.TIME_OF_DAY) {
                target += putDay(day, targetData + target);
            }
            if (IS_MOMENT) {
                Memory.putByte(targetData + target++, (byte) ' ');
            }
            if (FORM != Form.DAY) {
                target += putTime(IS_MOMENT ? value - day * Civil.MICROS_PER_DAY : value, targetData + target);
            }
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
        Decimals.put(target, second / 3_600, 2);
        Memory.putByte(target + 2, (byte) ':');
        Decimals.put(target + 3, second / 60 % 60, 2);
        Memory.putByte(target + 5, (byte) ':');
        Decimals.put(target + 6, second % 60, 2);
        int fraction = (int) (microsOfDay % Civil.MICROS_PER_SECOND);
        if (fraction == 0) {
            return 8;
        }
        int digits = 6;
        for (; fraction % 10 == 0; fraction /= 10) {
            digits--;
        }
        Memory.putByte(target + 8, (byte) '.');
        Decimals.put(target + 9, fraction, digits);
        return 9 + digits;
    }
}
