// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.decimal;

import java.lang.invoke.MethodHandles;
import java.math.BigDecimal;

import io.tidemill.kernel.Element;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Stamp;
import io.tidemill.memory.WideInteger;

/// Template: decimals of many digits as the nearest floats.
final class ScalarWideToFloat implements Loop.Unary {
    private static final DecimalCasts.OfFloat SPECIFICATION = (DecimalCasts.OfFloat) Stamp.of(MethodHandles.lookup())
            .specification();
    private static final Element TO = SPECIFICATION.from();
    private static final int SCALE = SPECIFICATION.scale();
    /// The greatest power of ten that is a float64.
    private static final int EXACT_DIGITS = 22;
    private static final double POWER = new BigDecimal("1E" + Math.min(SCALE, EXACT_DIGITS)).doubleValue();
    /// Up to here every integer is a float64, so that a quotient is rounded once.
    private static final long EXACT = 1L << 53;

    @Override
    public void apply(long source, long target, int rows) {
        for (long row = 0; row < rows; row++) {
            long high = WideInteger.highAt(source + 16 * row);
            long low = WideInteger.lowAt(source + 16 * row);
            boolean isExact = TO == Element.FLOAT64 && SCALE <= EXACT_DIGITS && high == low >> 63 && low <= EXACT
                    && low >= -EXACT;
            TO.putDouble(target, row, isExact ? low / POWER : nearest(high, low));
        }
    }

    private static double nearest(long high, long low) {
        BigDecimal value = new BigDecimal(WideInteger.of(high, low), SCALE);
        return TO == Element.FLOAT32 ? value.floatValue() : value.doubleValue();
    }
}
