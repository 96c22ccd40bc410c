// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.decimal;

import java.lang.invoke.MethodHandles;
import java.math.BigDecimal;

import io.tidemill.kernel.Element;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Stamp;
import io.tidemill.memory.Memory;

/// Template: floats as the decimals of many digits that Java writes, 64 rows to a word of bits.
final class ScalarFloatToWide implements Loop.PartialUnary {
    private static final DecimalCasts.WideScaling SCALING = (DecimalCasts.WideScaling) Stamp.of(MethodHandles.lookup())
            .specification();
    private static final Element FROM = SCALING.from();
    private static final WideResult RESULT = SCALING.result();

    @Override
    public int apply(long source, long target, long targetBits, int rows) {
        int fitting = 0;
        for (int from = 0; from < rows; from += 64) {
            int to = Math.min(from + 64, rows);
            long word = 0;
            for (int row = from; row < to; row++) {
                boolean fits = put(FROM.doubleAt(source, row), target, row);
                word |= (fits ? 1L : 0L) << row;
            }
            Memory.putLong(targetBits + (from >>> 3), word);
            fitting += Long.bitCount(word);
        }
        return rows - fitting;
    }

    private static boolean put(double value, long target, long row) {
        if (!Double.isFinite(value)) {
            return RESULT.putNone(target, row);
        }
        String written = FROM == Element.FLOAT32 ? Float.toString((float) value) : Double.toString(value);
        return RESULT.put(new BigDecimal(written), target, row);
    }
}
