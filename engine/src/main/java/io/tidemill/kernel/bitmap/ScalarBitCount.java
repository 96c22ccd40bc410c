// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.bitmap;

import io.tidemill.kernel.Loop;

/// Template: the number of ones, a word at a time; C2 makes vectors of it where the processor counts in them.
final class ScalarBitCount implements Loop.BitCount {

    @Override
    public int apply(long source, int bit, int rows) {
        int ones = 0;
        int row = 0;
        for (; row <= rows - 64; row += 64) {
            ones += Long.bitCount(Bits.word(source + (row >>> 3), bit));
        }
        if (row < rows) {
            ones += Long.bitCount(Bits.lastWord(source + (row >>> 3), bit, rows - row));
        }
        return ones;
    }
}
