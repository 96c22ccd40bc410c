// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.time;

import io.tidemill.kernel.Loop;
import io.tidemill.memory.Memory;

/// Template: days as moments, 64 rows to a word of bits.
final class ScalarMidnight implements Loop.PartialUnary {

    @Override
    public int apply(long source, long target, long targetBits, int rows) {
        int existing = 0;
        for (int from = 0; from < rows; from += 64) {
            int to = Math.min(from + 64, rows);
            long word = 0;
            for (int row = from; row < to; row++) {
                long day = Memory.intAt(source + 4L * row);
                boolean exists = Midnights.exists(day);
                Memory.putLong(target + 8L * row, exists ? day * Civil.MICROS_PER_DAY : 0);
                word |= (exists ? 1L : 0L) << row;
            }
            Memory.putLong(targetBits + (from >>> 3), word);
            existing += Long.bitCount(word);
        }
        return rows - existing;
    }
}
