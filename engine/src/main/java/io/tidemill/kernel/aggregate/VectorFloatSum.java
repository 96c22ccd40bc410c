// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.aggregate;

import java.lang.invoke.MethodHandles;
import java.nio.ByteOrder;

import io.tidemill.kernel.Element;
import io.tidemill.kernel.Lanes;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Stamp;
import io.tidemill.memory.Memory;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.Vector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/// Template: the sum of floats in eight accumulators, which are the lanes of one, two or four vectors.
final class VectorFloatSum implements Loop.FloatReduction {
    private static final Stamp STAMP = Stamp.of(MethodHandles.lookup());
    private static final Element ELEMENT = ((Reduction.Specification) STAMP.specification()).element();
    private static final int ALL = -1;
    private static final boolean WIDENS = ELEMENT == Element.FLOAT32;
    private static final int WIDTH = ELEMENT.width();
    private static final VectorSpecies<Double> DOUBLES = Lanes.doubles(STAMP.vectorBits());
    private static final int LANES = DOUBLES.length();
    private static final VectorSpecies<Object> SOURCE = Lanes.species(ELEMENT, 8 * WIDTH * LANES);

    @Override
    public double apply(long source, long bits, int bit, int rows) {
        // named by their first accumulator; what another vector holds already stays 0
        DoubleVector from0 = DoubleVector.zero(DOUBLES);
        DoubleVector from2 = from0;
        DoubleVector from4 = from0;
        DoubleVector from6 = from0;
        long row = 0;
        for (; row <= rows - 8; row += 8) {
            int counted = bits == 0 ? ALL : eight(bits + (row >>> 3), bit);
            from0 = add(from0, source, row, counted);
            if (LANES <= 4) {
                from4 = add(from4, source, row + 4, counted >> 4);
            }
            if (LANES == 2) {
                from2 = add(from2, source, row + 2, counted >> 2);
                from6 = add(from6, source, row + 6, counted >> 6);
            }
        }
        return EightSums.combine(
                lane(0, from0, from2, from4, from6) + EightSums.valueAt(ELEMENT, source, bits, bit, row, rows),
                lane(1, from0, from2, from4, from6) + EightSums.valueAt(ELEMENT, source, bits, bit, row + 1, rows),
                lane(2, from0, from2, from4, from6) + EightSums.valueAt(ELEMENT, source, bits, bit, row + 2, rows),
                lane(3, from0, from2, from4, from6) + EightSums.valueAt(ELEMENT, source, bits, bit, row + 3, rows),
                lane(4, from0, from2, from4, from6) + EightSums.valueAt(ELEMENT, source, bits, bit, row + 4, rows),
                lane(5, from0, from2, from4, from6) + EightSums.valueAt(ELEMENT, source, bits, bit, row + 5, rows),
                lane(6, from0, from2, from4, from6) + EightSums.valueAt(ELEMENT, source, bits, bit, row + 6, rows),
                lane(7, from0, from2, from4, from6));
    }

    /// Eight bits from a bit of a byte on.
    private static int eight(long address, int bit) {
        int low = (Memory.byteAt(address) & 0xff) >>> bit;
        return bit == 0 ? low : low | (Memory.byteAt(address + 1) & 0xff) << (8 - bit);
    }

    private static DoubleVector add(DoubleVector sums, long source, long row, int counted) {
        Vector<?> values = SOURCE.fromMemorySegment(Memory.ALL, source + WIDTH * row, ByteOrder.LITTLE_ENDIAN);
        DoubleVector doubles = (DoubleVector) (WIDENS ? values.castShape(DOUBLES, 0) : values);
        return counted == ALL ? sums.add(doubles) : sums.add(doubles, VectorMask.fromLong(DOUBLES, counted));
    }

    private static double lane(int number, DoubleVector from0, DoubleVector from2, DoubleVector from4,
            DoubleVector from6) {
        if (LANES == 8) {
            return from0.lane(number);
        }
        if (LANES == 4) {
            return number < 4 ? from0.lane(number) : from4.lane(number - 4);
        }
        return switch (number >>> 1) {
            case 0 -> from0.lane(number);
            case 1 -> from2.lane(number - 2);
            case 2 -> from4.lane(number - 4);
            default -> from6.lane(number - 6);
        };
    }
}
