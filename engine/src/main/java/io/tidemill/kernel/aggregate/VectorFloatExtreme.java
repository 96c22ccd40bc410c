// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.aggregate;

import java.lang.invoke.MethodHandles;
import java.nio.ByteOrder;

import io.tidemill.kernel.Element;
import io.tidemill.kernel.Lanes;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Stamp;
import io.tidemill.kernel.bitmap.Bits;
import io.tidemill.kernel.comparison.FloatOrder;
import io.tidemill.memory.Memory;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.Vector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Template: the least or greatest of floats, a vector of float64s at a time; the scalar twin does the last rows.
final class VectorFloatExtreme implements Loop.FloatReduction {
    private static final Stamp STAMP = Stamp.of(MethodHandles.lookup());
    private static final Reduction.Specification SPECIFICATION = (Reduction.Specification) STAMP.specification();
    private static final boolean IS_MIN = SPECIFICATION.operation() == Reduction.MIN;
    private static final Element ELEMENT = SPECIFICATION.element();
    private static final boolean WIDENS = ELEMENT == Element.FLOAT32;
    private static final int WIDTH = ELEMENT.width();
    private static final VectorSpecies<Double> DOUBLES = Lanes.doubles(STAMP.vectorBits());
    private static final int LANES = DOUBLES.length();
    private static final VectorSpecies<Object> SOURCE = Lanes.species(ELEMENT, 8 * WIDTH * LANES);
    private static final double IDENTITY = IS_MIN ? Double.NaN : Double.NEGATIVE_INFINITY;

    private final Loop.FloatReduction rest;

    VectorFloatExtreme(Loop.FloatReduction rest) {
        this.rest = rest;
    }

    @Override
    public double apply(long source, long bits, int bit, int rows) {
        DoubleVector extremes = DoubleVector.broadcast(DOUBLES, IDENTITY); // made here: C2 keeps one from a field boxed
        long row = 0;
        if (bits == 0) {
            for (; row <= rows - LANES; row += LANES) {
                DoubleVector values = load(source + WIDTH * row);
                extremes = extremes.blend(values, replaces(values, extremes));
            }
        } else {
            for (; row <= rows - 64; row += 64) {
                long word = Bits.word(bits + (row >>> 3), bit);
                for (int lane = 0; lane < 64; lane += LANES) {
                    DoubleVector values = load(source + WIDTH * (row + lane));
                    VectorMask<Double> counted = VectorMask.fromLong(DOUBLES, word >>> lane);
                    extremes = extremes.blend(values, replaces(values, extremes).and(counted));
                }
            }
        }
        double extreme = IS_MIN ? least(extremes) : extremes.reduceLanes(VectorOperators.MAX);
        if (row < rows) {
            long restBits = bits == 0 ? 0 : bits + (row >>> 3);
            double last = rest.apply(source + WIDTH * row, restBits, bit, (int) (rows - row));
            extreme = IS_MIN ? FloatOrder.least(extreme, last) : FloatOrder.greatest(extreme, last);
        }
        return FloatOrder.canonical(extreme);
    }

    private static DoubleVector load(long address) {
        Vector<?> values = SOURCE.fromMemorySegment(Memory.ALL, address, ByteOrder.LITTLE_ENDIAN);
        return (DoubleVector) (WIDENS ? values.castShape(DOUBLES, 0) : values);
    }

    /// [FloatOrder#less] of what is to be less: NaN is less than nothing, and anything else is less than NaN.
    private static VectorMask<Double> replaces(DoubleVector values, DoubleVector extremes) {
        DoubleVector lesser = IS_MIN ? values : extremes;
        DoubleVector greater = IS_MIN ? extremes : values;
        return lesser.compare(VectorOperators.EQ, lesser).andNot(lesser.compare(VectorOperators.GE, greater));
    }

    /// The vector's own minimum is NaN if one lane is; ours if all are.
    private static double least(DoubleVector lanes) {
        VectorMask<Double> nan = lanes.compare(VectorOperators.NE, lanes);
        double least = lanes.blend(Double.POSITIVE_INFINITY, nan).reduceLanes(VectorOperators.MIN);
        return nan.allTrue() ? Double.NaN : least;
    }
}
