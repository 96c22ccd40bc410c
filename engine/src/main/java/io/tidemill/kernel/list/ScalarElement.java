// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.list;

import java.lang.invoke.MethodHandles;

import io.tidemill.kernel.Element;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Operand;
import io.tidemill.kernel.Stamp;
import io.tidemill.memory.Memory;

/// Template: one value of each list, as it lies there.
final class ScalarElement implements Loop.ParseText {
    private static final Element ELEMENT = (Element) Stamp.of(MethodHandles.lookup()).specification();
    private static final int WIDTH = ELEMENT.width();

    private final int wanted;

    ScalarElement(Operand index) {
        this.wanted = (int) index.bits();
    }

    @Override
    public int apply(long data, long starts, long ends, long target, long targetBits, int rows) {
        int found = 0;
        for (int from = 0; from < rows; from += 64) {
            int to = Math.min(from + 64, rows);
            long word = 0;
            for (int row = from; row < to; row++) {
                boolean isThere = put(data, starts, ends, target + (long) WIDTH * row, row);
                word |= (isThere ? 1L : 0L) << row;
            }
            Memory.putLong(targetBits + (from >>> 3), word);
            found += Long.bitCount(word);
        }
        return rows - found;
    }

    private boolean put(long data, long starts, long ends, long target, int row) {
        int size = ListView.size(data, starts, ends, row);
        int index = ListView.index(wanted, size);
        long list = data + Memory.intAt(starts + 4L * row);
        if (index >= 0 && ListView.isThere(list, index)) {
            Memory.copyFew(ListView.values(list, size) + (long) WIDTH * index, target, WIDTH);
            return true;
        }
        Memory.fill(target, WIDTH, (byte) 0);
        return false;
    }
}
