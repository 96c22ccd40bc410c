// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.time;

import java.lang.invoke.MethodHandles;

import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Stamp;
import io.tidemill.kernel.text.number.Decimals;
import io.tidemill.kernel.time.TimeTexts.Form;
import io.tidemill.memory.Memory;

/// Template: text as moments, days or times of day.
final class ScalarParseTime implements Loop.ParseText {
    private static final Form FORM = (Form) Stamp.of(MethodHandles.lookup()).specification();
    private static final int DAY_BYTES = 10;
    private static final int SECOND_BYTES = 8;
    private static final int MOST_FRACTION_DIGITS = 6;
    private static final long NONE = Long.MIN_VALUE;

    @Override
    public int apply(long data, long starts, long ends, long target, long targetBits, int rows) {
        int parsed = 0;
        for (int from = 0; from < rows; from += 64) {
            int to = Math.min(from + 64, rows);
            long word = 0;
            for (int row = from; row < to; row++) {
                int first = Decimals.skipSpaces(data, Memory.intAt(starts + 4L * row), Memory.intAt(ends + 4L * row));
                int last = Decimals.dropSpaces(data, first, Memory.intAt(ends + 4L * row));
                long value = parse(data + first, last - first);
                put(target, row, value == NONE ? 0 : value);
                word |= (value == NONE ? 0L : 1L) << row;
            }
            Memory.putLong(targetBits + (from >>> 3), word);
            parsed += Long.bitCount(word);
        }
        return rows - parsed;
    }

    private static void put(long target, long row, long value) {
        if (FORM != Form.DAY) {
            Memory.putLong(target + 8 * row, value);
        } else {
            Memory.putInt(target + 4 * row, (int) value);
        }
    }

    private static long parse(long text, int bytes) {
        if (FORM == Form.TIME_OF_DAY) {
            return time(text, bytes);
        }
        long day = bytes >= DAY_BYTES ? day(text) : NONE;
        if (FORM == Form.DAY) {
            return bytes == DAY_BYTES ? day : NONE;
        }
        if (day == NONE || bytes == DAY_BYTES) {
            return day == NONE ? NONE : day * Civil.MICROS_PER_DAY;
        }
        boolean hasZone = Memory.byteAt(text + bytes - 1) == 'Z';
        byte separator = Memory.byteAt(text + DAY_BYTES);
        long micros = separator == ' ' || separator == 'T'
                ? time(text + DAY_BYTES + 1, bytes - DAY_BYTES - 1 - (hasZone ? 1 : 0))
                : NONE;
        return micros == NONE ? NONE : day * Civil.MICROS_PER_DAY + micros;
    }

    private static long day(long text) {
        int year = Decimals.number(text, 4);
        int month = Decimals.number(text + 5, 2);
        int dayOfMonth = Decimals.number(text + 8, 2);
        boolean looksLikeIt = Memory.byteAt(text + 4) == '-' && Memory.byteAt(text + 7) == '-' && year >= 0
                && month >= 1 && month <= 12 && dayOfMonth >= 1;
        if (!looksLikeIt) {
            return NONE;
        }
        long day = Civil.day(year, month, dayOfMonth);
        return Civil.month(day) == month ? day : NONE; // the 31st of a month of 30 days is in the next one
    }

    private static long time(long text, int bytes) {
        int fractionDigits = bytes - SECOND_BYTES - 1;
        boolean looksLikeIt = bytes == SECOND_BYTES || (fractionDigits > 0 && fractionDigits <= MOST_FRACTION_DIGITS
                && Memory.byteAt(text + SECOND_BYTES) == '.');
        if (!looksLikeIt) {
            return NONE;
        }
        int hour = Decimals.number(text, 2);
        int minute = Decimals.number(text + 3, 2);
        int second = Decimals.number(text + 6, 2);
        int fraction = fractionDigits > 0 ? Decimals.number(text + SECOND_BYTES + 1, fractionDigits) : 0;
        boolean isTime = Memory.byteAt(text + 2) == ':' && Memory.byteAt(text + 5) == ':' && hour >= 0 && hour < 24
                && minute >= 0 && minute < 60
                && second >= 0 && second < 60 && fraction >= 0;
        for (int digit = Math.max(0, fractionDigits); digit < MOST_FRACTION_DIGITS; digit++) {
            fraction *= 10;
        }
        return isTime ? (3_600L * hour + 60L * minute + second) * Civil.MICROS_PER_SECOND + fraction : NONE;
    }
}
