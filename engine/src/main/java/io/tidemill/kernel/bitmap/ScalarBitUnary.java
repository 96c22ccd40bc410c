// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.bitmap;

import java.lang.invoke.MethodHandles;

import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Stamp;
import io.tidemill.memory.Memory;

/// Template: a copy of bits, or their opposites, a word at a time.
final class ScalarBitUnary implements Loop.BitUnary {
    private static final Bitmaps.Operation OPERATION = (Bitmaps.Operation) Stamp.of(MethodHandles.lookup())
            .specification();

    @Override
    public int apply(long source, int bit, long targetBits, int rows) {
        int ones = 0;
        int row = 0;
        for (; row <= rows - 64; row += 64) {
            long word = OPERATION.of(Bits.word(source + (row >>> 3), bit), 0);
            Memory.putLong(targetBits + (row >>> 3), word);
            ones += Long.bitCount(word);
        }
        if (row < rows) {
            long word = OPERATION.of(Bits.lastWord(source + (row >>> 3), bit, rows - row), 0) & Bits.below(rows - row);
            Memory.putLong(targetBits + (row >>> 3), word);
            ones += Long.bitCount(word);
        }
        return ones;
    }
}
