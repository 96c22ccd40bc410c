// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.selection;

import io.tidemill.kernel.Loop;
import io.tidemill.kernel.bitmap.Bits;

import io.tidemill.memory.Memory;

/// Template: bits by row numbers. 64 make a word.
final class ScalarGatherBits implements Loop.GatherBits {

    @Override
    public int apply(long source, int bit, long rowNumbers, long targetBits, int count) {
        int ones = 0;
        for (long from = 0; from < count; from += 64) {
            long some = Math.min(64, count - from);
            long word = 0;
            for (long i = 0; i < some; i++) {
                long row = Memory.intAt(rowNumbers + 4 * (from + i));
                word = word >>> 1 | (Bits.at(source, bit + row) ? Long.MIN_VALUE : 0);
            }
            word >>>= -some; // by 64 - some
            Memory.putLong(targetBits + (from >>> 3), word);
            ones += Long.bitCount(word);
        }
        return ones;
    }
}
