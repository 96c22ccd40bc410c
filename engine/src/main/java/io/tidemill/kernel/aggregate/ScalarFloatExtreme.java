// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.aggregate;

import java.lang.invoke.MethodHandles;

import io.tidemill.kernel.Element;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Stamp;
import io.tidemill.kernel.bitmap.Bits;
import io.tidemill.kernel.comparison.FloatOrder;

/// Template: the least or greatest of floats, row by row.
final class ScalarFloatExtreme implements Loop.FloatReduction {
    private static final Reduction.Specification SPECIFICATION = (Reduction.Specification) Stamp
            .of(MethodHandles.lookup())
            .specification();
    private static final boolean IS_MIN = SPECIFICATION.operation() == Reduction.MIN;
    private static final Element ELEMENT = SPECIFICATION.element();
    private static final double IDENTITY = IS_MIN ? Double.NaN : Double.NEGATIVE_INFINITY;

    @Override
    public double apply(long source, long bits, int bit, int rows) {
        double extreme = IDENTITY;
        for (long row = 0; row < rows; row++) {
            if (bits == 0 || Bits.at(bits, bit + row)) {
                double value = ELEMENT.doubleAt(source, row);
                extreme = IS_MIN ? FloatOrder.least(extreme, value) : FloatOrder.greatest(extreme, value);
            }
        }
        return FloatOrder.canonical(extreme);
    }
}
