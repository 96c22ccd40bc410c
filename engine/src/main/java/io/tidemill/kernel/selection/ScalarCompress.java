// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.selection;

import java.lang.invoke.MethodHandles;

import io.tidemill.kernel.Element;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Stamp;
import io.tidemill.kernel.bitmap.Bits;
import io.tidemill.memory.Memory;

/// Template: values by bits, one after the other.
final class ScalarCompress implements Loop.Compress {
    private static final Element ELEMENT = (Element) Stamp.of(MethodHandles.lookup()).specification();

    @Override
    public int apply(long source, long bits, long target, int rows) {
        long count = 0;
        int row = 0;
        for (; row <= rows - 64; row += 64) {
            count = compress(Memory.longAt(bits + (row >>> 3)), row, source, target, count);
        }
        if (row < rows) {
            count = compress(Bits.lastWord(bits + (row >>> 3), 0, rows - row), row, source, target, count);
        }
        return (int) count;
    }

    private static long compress(long word, long firstRow, long source, long target, long before) {
        long count = before;
        for (long left = word; left != 0; left &= left - 1) {
            ELEMENT.copy(source, firstRow + Long.numberOfTrailingZeros(left), target, count++);
        }
        return count;
    }
}
