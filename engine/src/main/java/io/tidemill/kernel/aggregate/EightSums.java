// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.aggregate;

import io.tidemill.kernel.Element;
import io.tidemill.kernel.bitmap.Bits;

/// The end of a sum of floats: the last rows, and the fixed order in which eight accumulators become one ([Reduction]).
///
/// An accumulator begins with 0.0 and so is never -0.0: to add 0.0 for a row that does not count changes no bit.
final class EightSums {
    private EightSums() {}

    /// The value of a row, or 0.0 if there is none or it does not count.
    static double valueAt(Element element, long source, long bits, int bit, long row, int rows) {
        return row < rows && (bits == 0 || Bits.at(bits, bit + row)) ? element.doubleAt(source, row) : 0.0;
    }

    static double combine(double sum0, double sum1, double sum2, double sum3, double sum4, double sum5, double sum6,
            double sum7) {
        double sum = ((sum0 + sum4) + (sum2 + sum6)) + ((sum1 + sum5) + (sum3 + sum7));
        return Double.isNaN(sum) ? Double.NaN : sum;
    }
}
