// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.time;

import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Operand;
import io.tidemill.memory.Memory;

/// Template: the next day of a name.
final class ScalarNextDay implements Loop.PartialUnary {
    /// 1970 began on a Thursday, the fifth day from Sunday on.
    private static final int FIRST_DAY = 5;

    private final long dayOfWeek;

    ScalarNextDay(Operand dayOfWeek) {
        this.dayOfWeek = dayOfWeek.bits();
    }

    @Override
    public int apply(long source, long target, long targetBits, int rows) {
        int fitting = 0;
        for (int from = 0; from < rows; from += 64) {
            int to = Math.min(from + 64, rows);
            long word = 0;
            for (int row = from; row < to; row++) {
                long day = Memory.intAt(source + 4L * row);
                long next = day + 1 + Math.floorMod(dayOfWeek - FIRST_DAY - day - 1, 7L);
                boolean fits = next == (int) next;
                Memory.putInt(target + 4L * row, fits ? (int) next : 0);
                word |= (fits ? 1L : 0L) << row;
            }
            Memory.putLong(targetBits + (from >>> 3), word);
            fitting += Long.bitCount(word);
        }
        return rows - fitting;
    }
}
