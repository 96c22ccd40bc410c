// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.arithmetic;

import java.lang.invoke.MethodHandles;

import io.tidemill.kernel.Element;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Operand;
import io.tidemill.kernel.Stamp;
import io.tidemill.memory.Memory;

/// Template: integers whose last digits become 0, 64 rows to a word of bits.
final class ScalarIntegerRounding implements Loop.PartialUnary {
    private static final Rounding.OfInteger SPECIFICATION = (Rounding.OfInteger) Stamp.of(MethodHandles.lookup())
            .specification();
    private static final Element ELEMENT = SPECIFICATION.element();
    private static final boolean EVEN = SPECIFICATION.even();
    private static final long LEAST = -1L << (8 * ELEMENT.width() - 1);
    /// 10^18 is the greatest power in an int64, and half of 10^19 too.
    private static final int MOST_PLACES = 19;

    private final int places;
    private final long unit;

    ScalarIntegerRounding(Operand places) {
        this.places = (int) places.bits();
        long power = 1;
        for (int i = 0; i < Math.min(this.places, MOST_PLACES); i++) {
            power *= 10;
        }
        this.unit = power;
    }

    @Override
    public int apply(long source, long target, long targetBits, int rows) {
        int fitting = 0;
        for (int from = 0; from < rows; from += 64) {
            int to = Math.min(from + 64, rows);
            long word = 0;
            for (int row = from; row < to; row++) {
                long value = ELEMENT.longAt(source, row);
                long size = value < 0 ? -value : value; // the least one is its own size, without a sign
                long units = units(size);
                long rounded = units * unit;
                boolean fits = Math.unsignedMultiplyHigh(units, unit) == 0
                        && Long.compareUnsigned(rounded, value < 0 ? -LEAST : ~LEAST) <= 0;
                ELEMENT.putLong(target, row, fits ? (value < 0 ? -rounded : rounded) : 0);
                word |= (fits ? 1L : 0L) << row;
            }
            Memory.putLong(targetBits + (from >>> 3), word);
            fitting += Long.bitCount(word);
        }
        return rows - fitting;
    }

    /// How many units a size comes to.
    private long units(long size) {
        if (places > MOST_PLACES) {
            return 0;
        }
        long whole = Long.divideUnsigned(size, unit);
        long rest = size - whole * unit;
        int beyondHalf = Long.compareUnsigned(rest, unit - rest);
        boolean adds = (EVEN && beyondHalf == 0) ? (whole & 1) != 0 : beyondHalf >= 0;
        return adds ? whole + 1 : whole;
    }
}
