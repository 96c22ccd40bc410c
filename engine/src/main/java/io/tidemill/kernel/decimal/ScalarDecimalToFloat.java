// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.decimal;

import java.lang.invoke.MethodHandles;
import java.math.BigDecimal;

import io.tidemill.kernel.Element;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Stamp;
import io.tidemill.memory.Memory;

/// Template: decimals as the nearest floats.
final class ScalarDecimalToFloat implements Loop.Unary {
    private static final DecimalCasts.OfFloat SPECIFICATION = (DecimalCasts.OfFloat) Stamp.of(MethodHandles.lookup())
            .specification();
    private static final Element TO = SPECIFICATION.from();
    private static final int SCALE = SPECIFICATION.scale();
    private static final double POWER = Wide.power(SCALE); // exact: 10^22 is the greatest power that is
    /// Up to here every integer is a float64, so that a quotient is rounded once.
    private static final long EXACT = 1L << 53;

    @Override
    public void apply(long source, long target, int rows) {
        for (long row = 0; row < rows; row++) {
            long unscaled = Memory.longAt(source + 8 * row);
            boolean isExact = TO == Element.FLOAT64 && unscaled <= EXACT && unscaled >= -EXACT;
            TO.putDouble(target, row, isExact ? unscaled / POWER : nearest(BigDecimal.valueOf(unscaled, SCALE)));
        }
    }

    private static double nearest(BigDecimal value) {
        return TO == Element.FLOAT32 ? value.floatValue() : value.doubleValue();
    }
}
