// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.aggregate;

import java.lang.invoke.MethodHandles;

import io.tidemill.kernel.Element;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Stamp;
import io.tidemill.memory.Memory;

/// Template: the variance or deviation that moments tell.
final class ScalarSpread implements Loop.PartialUnary {
    private static final Moments.Specification SPECIFICATION = (Moments.Specification) Stamp.of(MethodHandles.lookup())
            .specification();
    private static final int LEAST = SPECIFICATION.ofSample() ? 2 : 1;

    @Override
    public int apply(long source, long target, long targetBits, int rows) {
        int without = 0;
        for (int from = 0; from < rows; from += 64) {
            int to = Math.min(from + 64, rows);
            long word = 0;
            for (int row = from; row < to; row++) {
                long moments = source + Moments.BYTES * (long) row;
                double count = Memory.doubleAt(moments);
                boolean has = count >= LEAST;
                double variance = Memory.doubleAt(moments + 16) / (SPECIFICATION.ofSample() ? count - 1 : count);
                double spread = SPECIFICATION.isRoot() ? StrictMath.sqrt(variance) : variance;
                Element.FLOAT64.putDouble(target, row, has ? spread : 0);
                word |= (has ? 1L : 0L) << row;
                without += has ? 0 : 1;
            }
            Memory.putLong(targetBits + (from >>> 3), word);
        }
        return without;
    }
}
