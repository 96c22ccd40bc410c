// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.aggregate;

import java.lang.invoke.MethodHandles;
import java.nio.ByteOrder;

import io.tidemill.kernel.Element;
import io.tidemill.kernel.Lanes;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Stamp;
import io.tidemill.kernel.bitmap.Bits;
import io.tidemill.memory.Memory;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.Vector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Template: the sum of int32s or int64s, a vector of int64s at a time; the scalar twin does the last rows.
final class VectorIntegerSum implements Loop.IntegerReduction {
    private static final Stamp STAMP = Stamp.of(MethodHandles.lookup());
    private static final Element ELEMENT = ((Reduction.Specification) STAMP.specification()).element();
    private static final boolean WIDENS = ELEMENT != Element.INT64;
    private static final int WIDTH = ELEMENT.width();
    private static final VectorSpecies<Long> LONGS = Lanes.longs(STAMP.vectorBits());
    private static final int LANES = LONGS.length();
    private static final VectorSpecies<Object> SOURCE = Lanes.species(ELEMENT, 8 * WIDTH * LANES);

    private final Loop.IntegerReduction rest;

    VectorIntegerSum(Loop.IntegerReduction rest) {
        this.rest = rest;
    }

    @Override
    public long apply(long source, long bits, int bit, int rows) {
        LongVector sums = LongVector.zero(LONGS);
        long row = 0;
        if (bits == 0) {
            for (; row <= rows - LANES; row += LANES) {
                sums = sums.add(load(source + WIDTH * row));
            }
        } else {
            for (; row <= rows - 64; row += 64) {
                long word = Bits.word(bits + (row >>> 3), bit);
                for (int lane = 0; lane < 64; lane += LANES) {
                    VectorMask<Long> counted = VectorMask.fromLong(LONGS, word >>> lane);
                    sums = sums.add(load(source + WIDTH * (row + lane)), counted);
                }
            }
        }
        long sum = sums.reduceLanes(VectorOperators.ADD);
        if (row < rows) {
            long restBits = bits == 0 ? 0 : bits + (row >>> 3);
            sum += rest.apply(source + WIDTH * row, restBits, bit, (int) (rows - row));
        }
        return sum;
    }

    private static LongVector load(long address) {
        Vector<Object> values = SOURCE.fromMemorySegment(Memory.ALL, address, ByteOrder.LITTLE_ENDIAN);
        Vector<?> longs = WIDENS ? values.castShape(LONGS, 0) : values;
        return (LongVector) longs;
    }
}
