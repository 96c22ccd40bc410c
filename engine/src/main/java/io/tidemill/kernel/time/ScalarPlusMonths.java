// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.time;

import io.tidemill.kernel.Loop;
import io.tidemill.memory.Memory;

/// Template: days some months later.
final class ScalarPlusMonths implements Loop.Partial {

    @Override
    public int apply(long left, long right, long target, long targetBits, int rows) {
        int fitting = 0;
        for (int from = 0; from < rows; from += 64) {
            int to = Math.min(from + 64, rows);
            long word = 0;
            for (int row = from; row < to; row++) {
                long day = later(Memory.intAt(left + 4L * row), Memory.intAt(right + 4L * row));
                boolean fits = day == (int) day;
                Memory.putInt(target + 4L * row, fits ? (int) day : 0);
                word |= (fits ? 1L : 0L) << row;
            }
            Memory.putLong(targetBits + (from >>> 3), word);
            fitting += Long.bitCount(word);
        }
        return rows - fitting;
    }

    private static long later(long day, long months) {
        long month = 12 * Civil.year(day) + Civil.month(day) - 1 + months;
        long year = Math.floorDiv(month, 12L);
        long first = Civil.day(year, month - 12 * year + 1, 1);
        long next = month + 1;
        long nextYear = Math.floorDiv(next, 12L);
        long last = Civil.day(nextYear, next - 12 * nextYear + 1, 1) - 1;
        return Math.min(first + Civil.dayOfMonth(day) - 1, last);
    }
}
