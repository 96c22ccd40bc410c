// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.arithmetic;

import java.lang.invoke.MethodHandles;

import io.tidemill.kernel.Element;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Stamp;
import io.tidemill.memory.Memory;

/// Template: bits of integers by those of others.
final class ScalarBitwise implements Loop.Binary {
    private static final Bitwise.Specification SPECIFICATION = (Bitwise.Specification) Stamp.of(MethodHandles.lookup())
            .specification();
    private static final Bitwise OPERATION = SPECIFICATION.operation();
    private static final boolean IS_INT = SPECIFICATION.element() == Element.INT32;

    @Override
    public void apply(long left, long right, long target, int rows) {
        for (long row = 0; row < rows; row++) {
            if (IS_INT) {
                Memory.putInt(target + 4 * row,
                        OPERATION.of(Memory.intAt(left + 4 * row), Memory.intAt(right + 4 * row)));
            } else {
                Memory.putLong(target + 8 * row,
                        OPERATION.of(Memory.longAt(left + 8 * row), Memory.longAt(right + 8 * row)));
            }
        }
    }
}
