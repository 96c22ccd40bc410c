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
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Template: column by column, a vector at a time; the scalar twin does the last rows.
final class VectorArithmetic implements Loop.Binary {
    private static final Stamp STAMP = Stamp.of(MethodHandles.lookup());
    private static final Arithmetic.Specification SPECIFICATION = (Arithmetic.Specification) STAMP.specification();
    private static final VectorOperators.Binary OPERATOR = ArithmeticOperator.of(SPECIFICATION.operation());
    private static final Element ELEMENT = SPECIFICATION.element();
    private static final boolean IS_FLOAT = ELEMENT.isFloat();
    private static final int WIDTH = ELEMENT.width();
    private static final VectorSpecies<Object> SPECIES = Lanes.species(ELEMENT, STAMP.vectorBits());
    private static final int LANES = SPECIES.length();
    private static final Vector<Object> NAN = Lanes.nan(SPECIES, ELEMENT);

    private final Loop.Binary rest;

    VectorArithmetic(Loop.Binary rest) {
        this.rest = rest;
    }

    @Override
    public void apply(long left, long right, long target, int rows) {
        long row = 0;
        for (; row <= rows - LANES; row += LANES) {
            long offset = WIDTH * row;
            Vector<Object> lefts = SPECIES.fromMemorySegment(Memory.ALL, left + offset, ByteOrder.LITTLE_ENDIAN);
            Vector<Object> rights = SPECIES.fromMemorySegment(Memory.ALL, right + offset, ByteOrder.LITTLE_ENDIAN);
            Vector<Object> result = lefts.lanewise(OPERATOR, rights);
            if (IS_FLOAT) {
                result = result.blend(NAN, result.compare(VectorOperators.NE, result));
            }
            result.intoMemorySegment(Memory.ALL, target + offset, ByteOrder.LITTLE_ENDIAN);
        }
        if (row < rows) {
            long offset = WIDTH * row;
            rest.apply(left + offset, right + offset, target + offset, (int) (rows - row));
        }
    }
}
