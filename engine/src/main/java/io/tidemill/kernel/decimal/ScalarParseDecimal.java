// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.decimal;

import java.lang.invoke.MethodHandles;

import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Stamp;
import io.tidemill.kernel.text.number.Decimals;
import io.tidemill.memory.Memory;

/// Template: decimal numbers as decimals, 64 rows to a word of bits.
final class ScalarParseDecimal implements Loop.ParseText {
    private static final DecimalTexts.Specification SPECIFICATION = (DecimalTexts.Specification) Stamp
            .of(MethodHandles.lookup())
            .specification();
    private static final int PRECISION = SPECIFICATION.precision();
    private static final int SCALE = SPECIFICATION.scale();

    @Override
    public int apply(long data, long starts, long ends, long target, long targetBits, int rows) {
        int parsed = 0;
        for (int from = 0; from < rows; from += 64) {
            int to = Math.min(from + 64, rows);
            long word = 0;
            for (int row = from; row < to; row++) {
                int end = Memory.intAt(ends + 4L * row);
                int first = Decimals.skipSpaces(data, Memory.intAt(starts + 4L * row), end);
                int last = Decimals.dropSpaces(data, first, end);
                long value = DecimalTexts.parse(data + first, last - first, PRECISION, SCALE, false);
                boolean fits = value != Wide.NONE;
                Memory.putLong(target + 8L * row, fits ? value : 0);
                word |= (fits ? 1L : 0L) << row;
            }
            Memory.putLong(targetBits + (from >>> 3), word);
            parsed += Long.bitCount(word);
        }
        return rows - parsed;
    }
}
