// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.aggregate;

import java.lang.invoke.MethodHandles;

import io.tidemill.kernel.Element;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Stamp;
import io.tidemill.kernel.bitmap.Bits;

/// Template: the sum or an extreme of integers, row by row.
final class ScalarIntegerReduction implements Loop.IntegerReduction {
    private static final Reduction.Specification SPECIFICATION = (Reduction.Specification) Stamp
            .of(MethodHandles.lookup())
            .specification();
    private static final boolean IS_SUM = SPECIFICATION.operation() == Reduction.SUM;
    private static final boolean IS_MIN = SPECIFICATION.operation() == Reduction.MIN;
    private static final Element ELEMENT = SPECIFICATION.element();
    private static final long IDENTITY = SPECIFICATION.operation().identity(ELEMENT);

    @Override
    public long apply(long source, long bits, int bit, int rows) {
        long result = IDENTITY;
        if (bits == 0) {
            for (long row = 0; row < rows; row++) {
                result = fold(result, ELEMENT.longAt(source, row));
            }
        } else {
            for (long row = 0; row < rows; row++) {
                result = fold(result, Bits.at(bits, bit + row) ? ELEMENT.longAt(source, row) : IDENTITY);
            }
        }
        return result;
    }

    private static long fold(long result, long value) {
        return IS_SUM ? result + value : IS_MIN ? Math.min(result, value) : Math.max(result, value);
    }
}
