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
import jdk.incubator.vector.Vector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Template: the least or greatest of integers, a vector at a time; the scalar twin does the last rows.
final class VectorIntegerExtreme implements Loop.IntegerReduction {
    private static final Stamp STAMP = Stamp.of(MethodHandles.lookup());
    private static final Reduction.Specification SPECIFICATION = (Reduction.Specification) STAMP.specification();
    private static final boolean IS_MIN = SPECIFICATION.operation() == Reduction.MIN;
    private static final VectorOperators.Associative OPERATOR = IS_MIN ? VectorOperators.MIN : VectorOperators.MAX;
    private static final Element ELEMENT = SPECIFICATION.element();
    private static final int WIDTH = ELEMENT.width();
    private static final VectorSpecies<Object> SPECIES = Lanes.species(ELEMENT, STAMP.vectorBits());
    private static final int LANES = SPECIES.length();
    private static final long IDENTITY = SPECIFICATION.operation().identity(ELEMENT);

    private final Loop.IntegerReduction rest;

    VectorIntegerExtreme(Loop.IntegerReduction rest) {
        this.rest = rest;
    }

    @Override
    public long apply(long source, long bits, int bit, int rows) {
        Vector<Object> extremes = SPECIES.broadcast(IDENTITY); // made here: C2 keeps one from a field boxed
        long row = 0;
        if (bits == 0) {
            for (; row <= rows - LANES; row += LANES) {
                extremes = extremes.lanewise(OPERATOR,
                        SPECIES.fromMemorySegment(Memory.ALL, source + WIDTH * row, ByteOrder.LITTLE_ENDIAN));
            }
        } else {
            for (; row <= rows - 64; row += 64) {
                long word = Bits.word(bits + (row >>> 3), bit);
                for (int lane = 0; lane < 64; lane += LANES) {
                    VectorMask<Object> counted = VectorMask.fromLong(SPECIES, word >>> lane);
                    Vector<Object> values = SPECIES.fromMemorySegment(Memory.ALL, source + WIDTH * (row + lane),
                            ByteOrder.LITTLE_ENDIAN);
                    extremes = extremes.lanewise(OPERATOR, values, counted);
                }
            }
        }
        long extreme = extremes.reduceLanesToLong(OPERATOR);
        if (row < rows) {
            long restBits = bits == 0 ? 0 : bits + (row >>> 3);
            long last = rest.apply(source + WIDTH * row, restBits, bit, (int) (rows - row));
            return IS_MIN ? Math.min(extreme, last) : Math.max(extreme, last);
        }
        return extreme;
    }
}
