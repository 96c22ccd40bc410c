// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.aggregate;

import java.lang.invoke.MethodHandles;

import io.tidemill.kernel.Element;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Stamp;

/// Template: the sum of floats in eight accumulators.
final class ScalarFloatSum implements Loop.FloatReduction {
    private static final Element ELEMENT = ((Reduction.Specification) Stamp.of(MethodHandles.lookup()).specification())
            .element();

    @Override
    public double apply(long source, long bits, int bit, int rows) {
        double sum0 = 0;
        double sum1 = 0;
        double sum2 = 0;
        double sum3 = 0;
        double sum4 = 0;
        double sum5 = 0;
        double sum6 = 0;
        double sum7 = 0;
        for (long row = 0; row < rows; row += 8) {
            sum0 += EightSums.valueAt(ELEMENT, source, bits, bit, row, rows);
            sum1 += EightSums.valueAt(ELEMENT, source, bits, bit, row + 1, rows);
            sum2 += EightSums.valueAt(ELEMENT, source, bits, bit, row + 2, rows);
            sum3 += EightSums.valueAt(ELEMENT, source, bits, bit, row + 3, rows);
            sum4 += EightSums.valueAt(ELEMENT, source, bits, bit, row + 4, rows);
            sum5 += EightSums.valueAt(ELEMENT, source, bits, bit, row + 5, rows);
            sum6 += EightSums.valueAt(ELEMENT, source, bits, bit, row + 6, rows);
            sum7 += EightSums.valueAt(ELEMENT, source, bits, bit, row + 7, rows);
        }
        return EightSums.combine(sum0, sum1, sum2, sum3, sum4, sum5, sum6, sum7);
    }
}
