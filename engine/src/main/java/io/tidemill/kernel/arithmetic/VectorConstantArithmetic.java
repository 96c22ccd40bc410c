// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.arithmetic;

import java.lang.invoke.MethodHandles;
import java.nio.ByteOrder;

import io.tidemill.kernel.Element;
import io.tidemill.kernel.Lanes;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Operand;
import io.tidemill.kernel.Stamp;
import io.tidemill.memory.Memory;
import jdk.incubator.vector.Vector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Template: column by constant, or constant by column, a vector at a time; the scalar twin does the last rows.
final class VectorConstantArithmetic implements Loop.Unary {
    private static final Stamp STAMP = Stamp.of(MethodHandles.lookup());
    private static final Arithmetic.Specification SPECIFICATION = (Arithmetic.Specification) STAMP.specification();
    private static final VectorOperators.Binary OPERATOR = ArithmeticOperator.of(SPECIFICATION.operation());
    private static final boolean CONSTANT_LEFT = SPECIFICATION.constantLeft();
    private static final Element ELEMENT = SPECIFICATION.element();
    private static final boolean IS_FLOAT = ELEMENT.isFloat();
    private static final int WIDTH = ELEMENT.width();
    private static final VectorSpecies<Object> SPECIES = Lanes.species(ELEMENT, STAMP.vectorBits());
    private static final int LANES = SPECIES.length();
    private static final Vector<Object> NAN = Lanes.nan(SPECIES, ELEMENT);

    private final Vector<Object> constants;
    private final Loop.Unary rest;

    VectorConstantArithmetic(Operand constant, Loop.Unary rest) {
        this.constants = Lanes.broadcast(SPECIES, ELEMENT, constant);
        this.rest = rest;
    }

    @Override
    public void apply(long source, long target, int rows) {
        long row = 0;
        for (; row <= rows - LANES; row += LANES) {
            Vector<Object> values = SPECIES.fromMemorySegment(Memory.ALL, source + WIDTH * row,
                    ByteOrder.LITTLE_ENDIAN);
            Vector<Object> result = CONSTANT_LEFT
                    ? constants.lanewise(OPERATOR, values)
                    : values.lanewise(OPERATOR, constants);
            if (IS_FLOAT) {
                result = result.blend(NAN, result.compare(VectorOperators.NE, result));
            }
            result.intoMemorySegment(Memory.ALL, target + WIDTH * row, ByteOrder.LITTLE_ENDIAN);
        }
        if (row < rows) {
            rest.apply(source + WIDTH * row, target + WIDTH * row, (int) (rows - row));
        }
    }
}
