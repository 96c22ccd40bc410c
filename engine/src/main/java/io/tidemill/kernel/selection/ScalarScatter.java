// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.selection;

import io.tidemill.kernel.Loop;

import io.tidemill.memory.Memory;

/// Template: row numbers to bits, a word at a time.
final class ScalarScatter implements Loop.Scatter {

    @Override
    public void apply(long rowNumbers, int count, long targetBits, int rows) {
        int next = 0;
        for (int from = 0; from < rows; from += 64) {
            long word = 0;
            int row;
            while (next < count && (row = Memory.intAt(rowNumbers + 4L * next)) < from + 64) {
                word |= 1L << row;
                next++;
            }
            Memory.putLong(targetBits + (from >>> 3), word);
        }
    }
}
