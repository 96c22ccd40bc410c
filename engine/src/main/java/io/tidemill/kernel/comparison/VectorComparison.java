// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.comparison;

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

/// Template: column with column, a vector at a time. 64 rows make a word of bits; the scalar twin makes the last.
///
/// Floats need only the `less` and `equal` of [FloatOrder], with operands swapped and results negated.
final class VectorComparison implements Loop.BinaryPredicate {
    private static final Stamp STAMP = Stamp.of(MethodHandles.lookup());
    private static final Comparison.Specification SPECIFICATION = (Comparison.Specification) STAMP.specification();
    private static final Comparison OPERATION = SPECIFICATION.operation();
    private static final VectorOperators.Comparison OPERATOR = ComparisonOperator.of(OPERATION);
    private static final Element ELEMENT = SPECIFICATION.element();
    private static final boolean IS_FLOAT = ELEMENT.isFloat();
    private static final boolean IS_EQUALITY = OPERATION.isEquality();
    private static final boolean IS_SWAPPED = OPERATION.isSwappedLess();
    private static final boolean IS_NEGATED = OPERATION.isNegated();
    private static final int WIDTH = ELEMENT.width();
    private static final VectorSpecies<Object> SPECIES = Lanes.species(ELEMENT, STAMP.vectorBits());
    private static final int LANES = SPECIES.length();

    private final Loop.BinaryPredicate rest;

    VectorComparison(Loop.BinaryPredicate rest) {
        this.rest = rest;
    }

    @Override
    public int apply(long left, long right, long targetBits, int rows) {
        int ones = 0;
        long row = 0;
        for (; row <= rows - 64; row += 64) {
            long word = 0;
            for (int lane = 0; lane < 64; lane += LANES) {
                long offset = WIDTH * (row + lane);
                Vector<Object> lefts = SPECIES.fromMemorySegment(Memory.ALL, left + offset, ByteOrder.LITTLE_ENDIAN);
                Vector<Object> rights = SPECIES.fromMemorySegment(Memory.ALL, right + offset, ByteOrder.LITTLE_ENDIAN);
                word |= test(lefts, rights).toLong() << lane;
            }
            Memory.putLong(targetBits + (row >>> 3), word);
            ones += Long.bitCount(word);
        }
        if (row < rows) {
            long offset = WIDTH * row;
            ones += rest.apply(left + offset, right + offset, targetBits + (row >>> 3), (int) (rows - row));
        }
        return ones;
    }

    private static VectorMask<Object> test(Vector<Object> lefts, Vector<Object> rights) {
        if (!IS_FLOAT) {
            return lefts.compare(OPERATOR, rights);
        }
        Vector<Object> first = IS_SWAPPED ? rights : lefts;
        Vector<Object> second = IS_SWAPPED ? lefts : rights;
        VectorMask<Object> holds = IS_EQUALITY
                ? first.compare(VectorOperators.NE, first)
                        .and(second.compare(VectorOperators.NE, second))
                        .or(first.compare(VectorOperators.EQ, second))
                : first.compare(VectorOperators.EQ, first).andNot(first.compare(VectorOperators.GE, second));
        return IS_NEGATED ? holds.not() : holds;
    }
}
