// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.time;

import java.lang.invoke.MethodHandles;

import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Stamp;
import io.tidemill.memory.Memory;

/// Template: months between moments, as Spark and Hive count them, by whole seconds.
final class ScalarMonthsBetween implements Loop.Binary {
    private static final boolean ROUNDED = (Boolean) Stamp.of(MethodHandles.lookup()).specification();
    private static final long SECONDS_PER_DAY = 86_400;
    private static final double SECONDS_PER_MONTH = 31.0 * SECONDS_PER_DAY;
    private static final double EIGHT_DIGITS = 1e8;

    @Override
    public void apply(long left, long right, long target, int rows) {
        for (long row = 0; row < rows; row++) {
            Memory.putDouble(target + 8 * row,
                    between(Memory.longAt(left + 8 * row), Memory.longAt(right + 8 * row)));
        }
    }

    private static double between(long end, long start) {
        long endDay = Math.floorDiv(end, Civil.MICROS_PER_DAY);
        long startDay = Math.floorDiv(start, Civil.MICROS_PER_DAY);
        double months = 12 * (Civil.year(endDay) - Civil.year(startDay)) + Civil.month(endDay)
                - Civil.month(startDay);
        long days = Civil.dayOfMonth(endDay) - Civil.dayOfMonth(startDay);
        boolean isWhole = days == 0 || (isLast(endDay) && isLast(startDay));
        long seconds = days * SECONDS_PER_DAY + secondOfDay(end) - secondOfDay(start);
        double exact = isWhole ? months : months + seconds / SECONDS_PER_MONTH;
        return ROUNDED ? Math.round(exact * EIGHT_DIGITS) / EIGHT_DIGITS : exact;
    }

    private static boolean isLast(long day) {
        return Civil.dayOfMonth(day + 1) == 1;
    }

    private static long secondOfDay(long micros) {
        return Math.floorMod(micros, Civil.MICROS_PER_DAY) / Civil.MICROS_PER_SECOND;
    }
}
