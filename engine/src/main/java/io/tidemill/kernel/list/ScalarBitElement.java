// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.list;

import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Operand;
import io.tidemill.memory.Memory;

/// Template: one boolean of each list.
final class ScalarBitElement implements Loop.ParseText {
    private final int wanted;

    ScalarBitElement(Operand index) {
        this.wanted = (int) index.bits();
    }

    @Override
    public int apply(long data, long starts, long ends, long target, long targetBits, int rows) {
        int found = 0;
        for (int from = 0; from < rows; from += 64) {
            int to = Math.min(from + 64, rows);
            long word = 0;
            long values = 0;
            for (int row = from; row < to; row++) {
                int size = ListView.size(data, starts, ends, row);
                int index = ListView.index(wanted, size);
                long list = data + Memory.intAt(starts + 4L * row);
                if (index >= 0 && ListView.isThere(list, index)) {
                    word |= 1L << row;
                    values |= (ListView.bit(ListView.values(list, size), index) ? 1L : 0L) << row;
                }
            }
            Memory.putLong(targetBits + (from >>> 3), word);
            Memory.putLong(target + (from >>> 3), values);
            found += Long.bitCount(word);
        }
        return rows - found;
    }
}
