// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.bitmap;

import java.lang.invoke.MethodHandles;
import java.nio.ByteOrder;

import io.tidemill.kernel.Lanes;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Stamp;
import io.tidemill.memory.Memory;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Template: bits by bits, a vector at a time; the scalar twin does the last rows.
final class VectorBitBinary implements Loop.BitBinary {
    private static final Stamp STAMP = Stamp.of(MethodHandles.lookup());
    private static final VectorOperators.Binary OPERATOR = BitOperator.of((Bitmaps.Operation) STAMP.specification());
    private static final VectorSpecies<Long> SPECIES = Lanes.longs(STAMP.vectorBits());
    private static final int ROWS = SPECIES.vectorBitSize();

    private final Loop.BitBinary rest;

    VectorBitBinary(Loop.BitBinary rest) {
        this.rest = rest;
    }

    @Override
    public int apply(long left, int leftBit, long right, int rightBit, long targetBits, int rows) {
        LongVector ones = LongVector.zero(SPECIES);
        long row = 0;
        for (; row <= rows - ROWS; row += ROWS) {
            long offset = row >>> 3;
            LongVector words = words(left + offset, leftBit).lanewise(OPERATOR, words(right + offset, rightBit));
            words.intoMemorySegment(Memory.ALL, targetBits + offset, ByteOrder.LITTLE_ENDIAN);
            ones = ones.add(words.lanewise(VectorOperators.BIT_COUNT));
        }
        int count = (int) ones.reduceLanes(VectorOperators.ADD);
        if (row < rows) {
            long offset = row >>> 3;
            count += rest.apply(left + offset, leftBit, right + offset, rightBit, targetBits + offset,
                    (int) (rows - row));
        }
        return count;
    }

    /// See [Bits#word].
    private static LongVector words(long address, int bit) {
        LongVector low = LongVector.fromMemorySegment(SPECIES, Memory.ALL, address, ByteOrder.LITTLE_ENDIAN);
        if (bit == 0) {
            return low;
        }
        LongVector high = LongVector.fromMemorySegment(SPECIES, Memory.ALL, address + 1, ByteOrder.LITTLE_ENDIAN);
        return low.lanewise(VectorOperators.LSHR, bit).or(high.lanewise(VectorOperators.LSHL, 8 - bit));
    }
}
