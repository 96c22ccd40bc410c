// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.arithmetic;

import io.tidemill.kernel.Element;
import io.tidemill.kernel.Loop;

/// Template: powers of float64s.
final class ScalarPower implements Loop.Binary {

    @Override
    public void apply(long left, long right, long target, int rows) {
        for (long row = 0; row < rows; row++) {
            double power = StrictMath.pow(Element.FLOAT64.doubleAt(left, row), Element.FLOAT64.doubleAt(right, row));
            Element.FLOAT64.putDouble(target, row, power);
        }
    }
}
