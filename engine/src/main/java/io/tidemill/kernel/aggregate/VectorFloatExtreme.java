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

    /// Keeps the values that are less ([FloatOrder#less]: NaN is less than nothing, and anything else is less than NaN) than the extremes, or
    /// greater. In line, twice: C2 boxes the vectors of a method that it has compiled by itself.
    @Override
    public double apply(long source, long bits, int bit, int rows) {
        DoubleVector extremes = DoubleVector.broadcast(DOUBLES, IDENTITY); // made here: C2 keeps one from a field boxed
        long row = 0;
        if (bits == 0) {
            for (; row <= rows - LANES; row += LANES) {
                Vector<?> raw = SOURCE.fromMemorySegment(Memory.ALL, source + WIDTH * row, ByteOrder.LITTLE_ENDIAN);
                DoubleVector values = (DoubleVector) (WIDENS ? raw.castShape(DOUBLES, 0) : raw);
                DoubleVector lesser = IS_MIN ? values : extremes;
                DoubleVector greater = IS_MIN ? extremes : values;
                extremes = extremes.blend(values, lesser.compare(VectorOperators.EQ, lesser)
                        .andNot(lesser.compare(VectorOperators.GE, greater)));
            }
        } else {
            for (; row <= rows - 64; row += 64) {
                long word = Bits.word(bits + (row >>> 3), bit);
                for (int lane = 0; lane < 64; lane += LANES) {
                    Vector<?> raw = SOURCE.fromMemorySegment(Memory.ALL, source + WIDTH * (row + lane),
                            ByteOrder.LITTLE_ENDIAN);
                    DoubleVector values = (DoubleVector) (WIDENS ? raw.castShape(DOUBLES, 0) : raw);
                    DoubleVector lesser = IS_MIN ? values : extremes;
                    DoubleVector greater = IS_MIN ? extremes : values;
                    extremes = extremes.blend(values, lesser.compare(VectorOperators.EQ, lesser)
                            .andNot(lesser.compare(VectorOperators.GE, greater))
                            .and(VectorMask.fromLong(DOUBLES, word >>> lane)));
                }
            }
        }
        VectorMask<Double> nan = extremes.compare(VectorOperators.NE, extremes);
        // the vector's own minimum is NaN if one lane is; ours if all are
        double extreme = !IS_MIN
                ? extremes.reduceLanes(VectorOperators.MAX)
                : nan.allTrue()
                        ? Double.NaN
                        : extremes.blend(Double.POSITIVE_INFINITY, nan).reduceLanes(VectorOperators.MIN);
        if (row < rows) {
            long restBits = bits == 0 ? 0 : bits + (row >>> 3);
            double last = rest.apply(source + WIDTH * row, restBits, bit, (int) (rows - row));
            extreme = IS_MIN ? FloatOrder.least(extreme, last) : FloatOrder.greatest(extreme, last);
        }
        return FloatOrder.canonical(extreme);
    }
}
