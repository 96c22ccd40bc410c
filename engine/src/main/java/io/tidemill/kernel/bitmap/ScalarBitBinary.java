// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.bitmap;

import java.lang.invoke.MethodHandles;

import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Stamp;
import io.tidemill.memory.Memory;

/// Template: bits by bits, a word at a time.
final class ScalarBitBinary implements Loop.BitBinary {
    private static final Bitmaps.Operation OPERATION = (Bitmaps.Operation) Stamp.of(MethodHandles.lookup())
            .specification();

    @Override
    public int apply(long left, int leftBit, long right, int rightBit, long targetBits, int rows) {
        int ones = 0;
        int row = 0;
        for (; row <= rows - 64; row += 64) {
            int offset = row >>> 3;
            long word = OPERATION.of(Bits.word(left + offset, leftBit), Bits.word(right + offset, rightBit));
            Memory.putLong(targetBits + offset, word);
            ones += Long.bitCount(word);
        }
        if (row < rows) {
            int offset = row >>> 3;
            int last = rows - row;
            long word = OPERATION.of(Bits.lastWord(left + offset, leftBit, last),
                    Bits.lastWord(right + offset, rightBit, last));
            Memory.putLong(targetBits + offset, word);
            ones += Long.bitCount(word);
        }
        return ones;
    }
}
