// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.decimal;

import java.lang.invoke.MethodHandles;
import java.math.BigDecimal;

import io.tidemill.kernel.Element;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Stamp;
import io.tidemill.memory.Memory;

/// Template: floats as the decimals that Java writes, 64 rows to a word of bits.
final class ScalarFloatToDecimal implements Loop.PartialUnary {
    private static final DecimalCasts.OfFloat SPECIFICATION = (DecimalCasts.OfFloat) Stamp.of(MethodHandles.lookup())
            .specification();
    private static final Element FROM = SPECIFICATION.from();
    private static final int PRECISION = SPECIFICATION.precision();
    private static final int SCALE = SPECIFICATION.scale();

    @Override
    public int apply(long source, long target, long targetBits, int rows) {
        int fitting = 0;
        for (int from = 0; from < rows; from += 64) {
            int to = Math.min(from + 64, rows);
            long word = 0;
            for (int row = from; row < to; row++) {
                long result = decimal(FROM.doubleAt(source, row));
                boolean fits = result != Wide.NONE;
                Memory.putLong(target + 8L * row, fits ? result : 0);
                word |= (fits ? 1L : 0L) << row;
            }
            Memory.putLong(targetBits + (from >>> 3), word);
            fitting += Long.bitCount(word);
        }
        return rows - fitting;
    }

    private static long decimal(double value) {
        if (!Double.isFinite(value)) {
            return Wide.NONE;
        }
        String written = FROM == Element.FLOAT32 ? Float.toString((float) value) : Double.toString(value);
        return DecimalTexts.unscaled(new BigDecimal(written), PRECISION, SCALE);
    }
}
