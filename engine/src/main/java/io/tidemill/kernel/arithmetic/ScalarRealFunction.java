// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.arithmetic;

import java.lang.invoke.MethodHandles;

import io.tidemill.kernel.Element;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Stamp;

/// Template: a function of float64s.
final class ScalarRealFunction implements Loop.Unary {
    private static final RealFunctions FUNCTION = (RealFunctions) Stamp.of(MethodHandles.lookup()).specification();

    @Override
    public void apply(long source, long target, int rows) {
        for (long row = 0; row < rows; row++) {
            Element.FLOAT64.putDouble(target, row, FUNCTION.of(Element.FLOAT64.doubleAt(source, row)));
        }
    }
}
