// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.arithmetic;

import java.lang.invoke.MethodHandles;

import io.tidemill.kernel.Element;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Stamp;
import io.tidemill.memory.Memory;

/// Template: numbers as integers, 64 rows to a word of bits.
final class ScalarCheckedCast implements Loop.PartialUnary {
    private static final CheckedCast.Specification SPECIFICATION = (CheckedCast.Specification) Stamp
            .of(MethodHandles.lookup())
            .specification();
    private static final Element FROM = SPECIFICATION.from();
    private static final Element TO = SPECIFICATION.to();
    private static final long LEAST = SPECIFICATION.least();
    private static final long GREATEST = ~LEAST;
    /// As floats: the first number below all that cut off to the least one may be no float64, but then it and the least one are one.
    private static final double BELOW = TO == Element.INT64 ? Math.nextDown((double) LEAST) : LEAST - 1.0;
    private static final double ABOVE = GREATEST + 1.0; // rounds to 2^63 for an int64

    @Override
    public int apply(long source, long target, long targetBits, int rows) {
        int fitting = 0;
        for (int row = 0; row < rows; row += 64) {
            long word = cast(source + (long) FROM.width() * row, target + (long) TO.width() * row,
                    Math.min(64, rows - row));
            Memory.putLong(targetBits + (row >>> 3), word);
            fitting += Long.bitCount(word);
        }
        return rows - fitting;
    }

    private static long cast(long source, long target, int rows) {
        long word = 0;
        for (long row = 0; row < rows; row++) {
            boolean fits;
            long value;
            if (FROM.isFloat()) {
                double number = FROM.doubleAt(source, row);
                fits = number > BELOW && number < ABOVE;
                value = (long) number;
            } else {
                value = FROM.longAt(source, row);
                fits = value >= LEAST && value <= GREATEST;
            }
            TO.putLong(target, row, fits ? value : 0);
            word |= (fits ? 1L : 0L) << row;
        }
        return word;
    }
}
