// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.time;

import java.lang.invoke.MethodHandles;

import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Stamp;
import io.tidemill.memory.Memory;

/// Template: moments rounded down, 64 rows to a word of bits.
final class ScalarTruncation implements Loop.PartialUnary {
    private static final Truncation UNIT = (Truncation) Stamp.of(MethodHandles.lookup()).specification();
    private static final boolean IS_OF_DAYS = UNIT.isOfDays();
    private static final long MICROS = UNIT.micros();

    @Override
    public int apply(long source, long target, long targetBits, int rows) {
        int existing = 0;
        for (int from = 0; from < rows; from += 64) {
            int to = Math.min(from + 64, rows);
            long word = 0;
            for (int row = from; row < to; row++) {
                long moment = Memory.longAt(source + 8L * row);
                long day = IS_OF_DAYS ? UNIT.day(Math.floorDiv(moment, Civil.MICROS_PER_DAY)) : 0;
                long start = IS_OF_DAYS ? day * Civil.MICROS_PER_DAY : moment - Math.floorMod(moment, MICROS);
                boolean exists = start <= moment && Midnights.exists(day);
                Memory.putLong(target + 8L * row, exists ? start : 0);
                word |= (exists ? 1L : 0L) << row;
            }
            Memory.putLong(targetBits + (from >>> 3), word);
            existing += Long.bitCount(word);
        }
        return rows - existing;
    }
}
