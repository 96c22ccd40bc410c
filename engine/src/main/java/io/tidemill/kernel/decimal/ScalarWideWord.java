// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.decimal;

import java.lang.invoke.MethodHandles;

import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Stamp;
import io.tidemill.memory.Memory;
import io.tidemill.memory.WideInteger;

/// Template: 64 bits of 128, from some bit on; above the last one there are signs.
final class ScalarWideWord implements Loop.Unary {
    private static final int SHIFT = (Integer) Stamp.of(MethodHandles.lookup()).specification();

    @Override
    public void apply(long source, long target, int rows) {
        for (long row = 0; row < rows; row++) {
            long high = WideInteger.highAt(source + 16 * row);
            long low = WideInteger.lowAt(source + 16 * row);
            Memory.putLong(target + 8 * row, word(high, low));
        }
    }

    private static long word(long high, long low) {
        if (SHIFT == 0) {
            return low;
        }
        return SHIFT < Long.SIZE ? high << -SHIFT | low >>> SHIFT : high >> (SHIFT - Long.SIZE);
    }
}
