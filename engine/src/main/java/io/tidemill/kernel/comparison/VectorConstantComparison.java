// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.comparison;

import java.lang.invoke.MethodHandles;
import java.nio.ByteOrder;

import io.tidemill.kernel.Element;
import io.tidemill.kernel.Lanes;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Operand;
import io.tidemill.kernel.Stamp;
import io.tidemill.memory.Memory;
import jdk.incubator.vector.Vector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Template: column with constant, a vector at a time. 64 rows make a word of bits; the scalar twin makes the last.
///
/// Beside a constant that is a number, a float is NaN if no comparison of IEEE 754 holds: `GE` and `GT`, which NaN fulfils, are
/// the opposites of `LT` and `LE`. A constant NaN is left to the scalar twin.
final class VectorConstantComparison implements Loop.Predicate {
    private static final Stamp STAMP = Stamp.of(MethodHandles.lookup());
    private static final Comparison.Specification SPECIFICATION = (Comparison.Specification) STAMP.specification();
    private static final Element ELEMENT = SPECIFICATION.element();
    private static final boolean IS_OPPOSITE = ELEMENT.isFloat() && SPECIFICATION.operation().holdsForNan();
    private static final VectorOperators.Comparison OPERATOR = ComparisonOperator
            .of(IS_OPPOSITE ? SPECIFICATION.operation().opposite() : SPECIFICATION.operation());
    private static final int WIDTH = ELEMENT.width();
    private static final VectorSpecies<Object> SPECIES = Lanes.species(ELEMENT, STAMP.vectorBits());
    private static final int LANES = SPECIES.length();

    private final Vector<Object> constants;
    private final Loop.Predicate rest;
    private final boolean isNan;

    VectorConstantComparison(Operand constant, Loop.Predicate rest) {
        this.constants = Lanes.broadcast(SPECIES, ELEMENT, constant);
        this.rest = rest;
        this.isNan = ELEMENT.isFloat() && Double.isNaN(constant.real(ELEMENT));
    }

    @Override
    public int apply(long source, long targetBits, int rows) {
        int ones = 0;
        long row = 0;
        int vectorRows = isNan ? 0 : rows - 63;
        for (; row < vectorRows; row += 64) {
            long word = 0;
            for (int lane = 0; lane < 64; lane += LANES) {
                VectorMask<Object> holds = SPECIES.fromMemorySegment(Memory.ALL, source + WIDTH * (row + lane),
                        ByteOrder.LITTLE_ENDIAN).compare(OPERATOR, constants);
                word |= holds.toLong() << lane;
            }
            word = IS_OPPOSITE ? ~word : word;
            Memory.putLong(targetBits + (row >>> 3), word);
            ones += Long.bitCount(word);
        }
        if (row < rows) {
            ones += rest.apply(source + WIDTH * row, targetBits + (row >>> 3), (int) (rows - row));
        }
        return ones;
    }
}
