// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.aggregate;

import io.tidemill.kernel.Element;
import io.tidemill.kernel.Loop;

/// Template: a sum of values and one of their quotients, as a float64.
final class ScalarWideSum implements Loop.Binary {
    private static final int SHIFT = Long.numberOfTrailingZeros(WideSums.UNIT);

    @Override
    public void apply(long sums, long quotients, long target, int rows) {
        for (long row = 0; row < rows; row++) {
            long sum = Element.INT64.longAt(sums, row);
            long quotient = Element.INT64.longAt(quotients, row);
            long remainders = sum - (quotient << SHIFT); // wraps back to what the quotients have cut off
            long high = quotient + (remainders >> SHIFT);
            long low = remainders & (WideSums.UNIT - 1);
            double whole = high == (int) high ? sum : (double) high * WideSums.UNIT + low;
            Element.FLOAT64.putDouble(target, row, whole);
        }
    }
}
