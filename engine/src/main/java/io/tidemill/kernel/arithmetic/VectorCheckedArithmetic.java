// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.arithmetic;

import java.lang.invoke.MethodHandles;
import java.nio.ByteOrder;

import io.tidemill.kernel.Element;
import io.tidemill.kernel.Lanes;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Stamp;
import io.tidemill.memory.Memory;
import jdk.incubator.vector.Vector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Template: sums and differences, a vector at a time. A sum left its type if its sign is that of neither operand; a difference, if
/// its sign is not the left operand's though the operands' signs differ.
final class VectorCheckedArithmetic implements Loop.Partial {
    private static final Stamp STAMP = Stamp.of(MethodHandles.lookup());
    private static final CheckedArithmetic.Specification SPECIFICATION = (CheckedArithmetic.Specification) STAMP
            .specification();
    private static final boolean IS_SUM = SPECIFICATION.operation() == CheckedArithmetic.ADD;
    private static final VectorOperators.Binary OPERATOR = IS_SUM ? VectorOperators.ADD : VectorOperators.SUB;
    private static final Element ELEMENT = SPECIFICATION.element();
    private static final int WIDTH = ELEMENT.width();
    private static final VectorSpecies<Object> SPECIES = Lanes.species(ELEMENT, STAMP.vectorBits());
    private static final int LANES = SPECIES.length();

    private final Loop.Partial rest;

    VectorCheckedArithmetic(Loop.Partial rest) {
        this.rest = rest;
    }

    @Override
    public int apply(long left, long right, long target, long targetBits, int rows) {
        long overflows = 0;
        long row = 0;
        for (; row <= rows - 64; row += 64) {
            long word = 0;
            for (int lane = 0; lane < 64; lane += LANES) {
                long offset = WIDTH * (row + lane);
                Vector<Object> a = SPECIES.fromMemorySegment(Memory.ALL, left + offset, ByteOrder.LITTLE_ENDIAN);
                Vector<Object> b = SPECIES.fromMemorySegment(Memory.ALL, right + offset, ByteOrder.LITTLE_ENDIAN);
                Vector<Object> results = a.lanewise(OPERATOR, b);
                Vector<Object> signs = a.lanewise(VectorOperators.XOR, results)
                        .lanewise(VectorOperators.AND, b.lanewise(VectorOperators.XOR, IS_SUM ? results : a));
                VectorMask<Object> overflow = signs.compare(VectorOperators.LT, 0);
                results.blend(0, overflow).intoMemorySegment(Memory.ALL, target + offset, ByteOrder.LITTLE_ENDIAN);
                word |= overflow.toLong() << lane;
            }
            Memory.putLong(targetBits + (row >>> 3), ~word);
            overflows += Long.bitCount(word);
        }
        if (row < rows) {
            long offset = WIDTH * row;
            overflows += rest.apply(left + offset, right + offset, target + offset, targetBits + (row >>> 3),
                    (int) (rows - row));
        }
        return (int) overflows;
    }
}
