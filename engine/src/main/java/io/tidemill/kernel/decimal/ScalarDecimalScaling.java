// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.decimal;

import java.lang.invoke.MethodHandles;

import io.tidemill.kernel.Element;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Stamp;
import io.tidemill.kernel.decimal.DecimalCasts.Rounding;
import io.tidemill.memory.Memory;

/// Template: integers with more or fewer digits at the end, 64 rows to a word of bits.
final class ScalarDecimalScaling implements Loop.PartialUnary {
    private static final DecimalCasts.Scaling SCALING = (DecimalCasts.Scaling) Stamp.of(MethodHandles.lookup())
            .specification();
    private static final Element FROM = SCALING.from();
    private static final Element TO = SCALING.to();
    private static final long POWER = SCALING.power();
    private static final long DIVISOR = SCALING.divisor();
    private static final Rounding ROUNDING = SCALING.rounding();
    private static final long LEAST = SCALING.least();
    private static final long GREATEST = SCALING.greatest();

    @Override
    public int apply(long source, long target, long targetBits, int rows) {
        int fitting = 0;
        for (int from = 0; from < rows; from += 64) {
            int to = Math.min(from + 64, rows);
            long word = 0;
            for (int row = from; row < to; row++) {
                long value = FROM.longAt(source, row);
                long scaled = DIVISOR == 1 ? value * POWER : ROUNDING.of(value, DIVISOR);
                boolean fits = scaled >= LEAST && scaled <= GREATEST
                        && (POWER == 1 || Math.multiplyHigh(value, POWER) == scaled >> 63);
                TO.putLong(target, row, fits ? scaled : 0);
                word |= (fits ? 1L : 0L) << row;
            }
            Memory.putLong(targetBits + (from >>> 3), word);
            fitting += Long.bitCount(word);
        }
        return rows - fitting;
    }
}
