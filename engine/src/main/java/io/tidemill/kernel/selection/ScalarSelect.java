// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.selection;

import io.tidemill.kernel.Loop;
import io.tidemill.kernel.bitmap.Bits;

import io.tidemill.memory.Memory;

/// Template: bits to row numbers, one after the other.
final class ScalarSelect implements Loop.Select {

    @Override
    public int apply(long source, int bit, long targetRows, int rows) {
        long target = targetRows;
        int row = 0;
        for (; row <= rows - 64; row += 64) {
            target = select(Bits.word(source + (row >>> 3), bit), row, target);
        }
        if (row < rows) {
            target = select(Bits.lastWord(source + (row >>> 3), bit, rows - row), row, target);
        }
        return (int) ((target - targetRows) >>> 2);
    }

    private static long select(long word, int firstRow, long targetRows) {
        long target = targetRows;
        for (long left = word; left != 0; left &= left - 1) {
            Memory.putInt(target, firstRow + Long.numberOfTrailingZeros(left));
            target += 4;
        }
        return target;
    }
}
