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

/// Template: numbers as numbers of another type, as many at a time as a vector of the wider one holds; the scalar twin does the
/// last rows.
final class VectorCast implements Loop.Unary {
    private static final Stamp STAMP = Stamp.of(MethodHandles.lookup());
    private static final Cast.Specification SPECIFICATION = (Cast.Specification) STAMP.specification();
    private static final Element FROM = SPECIFICATION.from();
    private static final Element TO = SPECIFICATION.to();
    private static final int FROM_WIDTH = FROM.width();
    private static final int TO_WIDTH = TO.width();
    private static final boolean HAS_NAN = FROM.isFloat() && TO.isFloat();
    private static final int LANES = STAMP.vectorBits() / 8 / Math.max(FROM_WIDTH, TO_WIDTH);
    private static final VectorSpecies<Object> SOURCE = Lanes.species(FROM, 8 * LANES * FROM_WIDTH);
    private static final VectorSpecies<Object> TARGET = Lanes.species(TO, 8 * LANES * TO_WIDTH);
    private static final VectorOperators.Conversion<Object, Object> CONVERSION = Lanes.cast(SOURCE, TARGET);
    private static final Vector<Object> NAN = Lanes.nan(TARGET, TO);

    private final Loop.Unary rest;

    VectorCast(Loop.Unary rest) {
        this.rest = rest;
    }

    @Override
    public void apply(long source, long target, int rows) {
        long row = 0;
        for (; row <= rows - LANES; row += LANES) {
            Vector<Object> values = SOURCE.fromMemorySegment(Memory.ALL, source + FROM_WIDTH * row,
                    ByteOrder.LITTLE_ENDIAN);
            Vector<Object> result = values.convertShape(CONVERSION, TARGET, 0);
            if (HAS_NAN) {
                result = result.blend(NAN, result.compare(VectorOperators.NE, result));
            }
            result.intoMemorySegment(Memory.ALL, target + TO_WIDTH * row, ByteOrder.LITTLE_ENDIAN);
        }
        if (row < rows) {
            rest.apply(source + FROM_WIDTH * row, target + TO_WIDTH * row, (int) (rows - row));
        }
    }
}
