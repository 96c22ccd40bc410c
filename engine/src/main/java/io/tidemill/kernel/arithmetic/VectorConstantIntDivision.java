// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.arithmetic;

import java.lang.invoke.MethodHandles;
import java.nio.ByteOrder;

import io.tidemill.kernel.Lanes;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Stamp;
import io.tidemill.memory.Memory;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Template: int32 by a stamped constant other than -1, a vector at a time, by way of doubles.
///
/// The dividend is moved away from zero by a half, so that its quotient lies half a divisor's reciprocal or more from any
/// integer: at least 2^-32 of its size. The product with the rounded reciprocal is off by 2^-52 of it: cut off, it is exact.
final class VectorConstantIntDivision implements Loop.Unary {
    private static final Stamp STAMP = Stamp.of(MethodHandles.lookup());
    private static final Division.Specification SPECIFICATION = (Division.Specification) STAMP.specification();
    private static final boolean REMAINDER = SPECIFICATION.operation() == Division.MOD;
    private static final int DIVISOR = (int) SPECIFICATION.divisor();
    private static final VectorSpecies<Integer> INTS = Lanes.ints(STAMP.vectorBits() / 2);
    private static final VectorSpecies<Double> DOUBLES = Lanes.doubles(STAMP.vectorBits());
    private static final int LANES = INTS.length();

    private final Loop.Unary rest;

    VectorConstantIntDivision(Loop.Unary rest) {
        this.rest = rest;
    }

    @Override
    public void apply(long source, long target, int rows) {
        DoubleVector half = DoubleVector.broadcast(DOUBLES, 0.5);
        DoubleVector minusHalf = DoubleVector.broadcast(DOUBLES, -0.5);
        long row = 0;
        for (; row <= rows - LANES; row += LANES) {
            IntVector dividends = IntVector.fromMemorySegment(INTS, Memory.ALL, source + 4 * row,
                    ByteOrder.LITTLE_ENDIAN);
            DoubleVector exact = (DoubleVector) dividends.convertShape(VectorOperators.I2D, DOUBLES, 0);
            DoubleVector away = exact.add(half.blend(minusHalf, exact.lt(0)));
            IntVector quotients = (IntVector) away.mul(1.0 / DIVISOR).convertShape(VectorOperators.D2I, INTS, 0);
            IntVector results = REMAINDER ? dividends.sub(quotients.mul(DIVISOR)) : quotients;
            results.intoMemorySegment(Memory.ALL, target + 4 * row, ByteOrder.LITTLE_ENDIAN);
        }
        if (row < rows) {
            rest.apply(source + 4 * row, target + 4 * row, (int) (rows - row));
        }
    }
}
