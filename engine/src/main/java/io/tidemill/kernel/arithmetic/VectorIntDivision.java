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
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Template: int32 by int32, a vector at a time, by way of doubles.
///
/// A quotient of int32s that is no integer is further from one than a double's rounding. By way of int64, because that of
/// the least number and -1, which the remainder takes, is no int32.
final class VectorIntDivision implements Loop.Partial {
    private static final Stamp STAMP = Stamp.of(MethodHandles.lookup());
    private static final boolean REMAINDER = ((Division.Specification) STAMP.specification())
            .operation() == Division.MOD;
    private static final VectorSpecies<Integer> INTS = Lanes.ints(STAMP.vectorBits() / 2);
    private static final VectorSpecies<Double> DOUBLES = Lanes.doubles(STAMP.vectorBits());
    private static final VectorSpecies<Long> LONGS = Lanes.longs(STAMP.vectorBits());
    private static final int LANES = INTS.length();

    private final Loop.Partial rest;

    VectorIntDivision(Loop.Partial rest) {
        this.rest = rest;
    }

    @Override
    public int apply(long left, long right, long target, long targetBits, int rows) {
        long undefined = 0;
        long row = 0;
        for (; row <= rows - 64; row += 64) {
            long word = 0;
            for (int lane = 0; lane < 64; lane += LANES) {
                long offset = 4 * (row + lane);
                IntVector dividends = IntVector.fromMemorySegment(INTS, Memory.ALL, left + offset,
                        ByteOrder.LITTLE_ENDIAN);
                IntVector divisors = IntVector.fromMemorySegment(INTS, Memory.ALL, right + offset,
                        ByteOrder.LITTLE_ENDIAN);
                VectorMask<Integer> zeros = divisors.compare(VectorOperators.EQ, 0);
                VectorMask<Integer> undefinedLanes = REMAINDER
                        ? zeros
                        : zeros.or(divisors.compare(VectorOperators.EQ, -1)
                                .and(dividends.compare(VectorOperators.EQ, Integer.MIN_VALUE)));
                IntVector safeDivisors = divisors.blend(1, zeros);
                LongVector wideQuotients = (LongVector) toDoubles(dividends).div(toDoubles(safeDivisors))
                        .convertShape(VectorOperators.D2L, LONGS, 0);
                IntVector quotients = (IntVector) wideQuotients.convertShape(VectorOperators.L2I, INTS, 0);
                IntVector results = REMAINDER ? dividends.sub(quotients.mul(safeDivisors)) : quotients;
                results.blend(0, undefinedLanes)
                        .intoMemorySegment(Memory.ALL, target + offset, ByteOrder.LITTLE_ENDIAN);
                word |= undefinedLanes.toLong() << lane;
            }
            Memory.putLong(targetBits + (row >>> 3), ~word);
            undefined += Long.bitCount(word);
        }
        if (row < rows) {
            long offset = 4 * row;
            undefined += rest.apply(left + offset, right + offset, target + offset, targetBits + (row >>> 3),
                    (int) (rows - row));
        }
        return (int) undefined;
    }

    private static DoubleVector toDoubles(IntVector ints) {
        return (DoubleVector) ints.convertShape(VectorOperators.I2D, DOUBLES, 0);
    }
}
