// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.arithmetic;

import java.lang.invoke.MethodHandles;

import io.tidemill.kernel.Element;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Stamp;
import io.tidemill.memory.Memory;

/// Template: integers by a stamped constant, which C2 makes a multiplication.
final class ScalarConstantDivision implements Loop.Unary {
    private static final Division.Specification SPECIFICATION = (Division.Specification) Stamp
            .of(MethodHandles.lookup())
            .specification();
    private static final Division OPERATION = SPECIFICATION.operation();
    private static final boolean IS_INT = SPECIFICATION.element() == Element.INT32;
    private static final long DIVISOR = SPECIFICATION.divisor();

    @Override
    public void apply(long source, long target, int rows) {
        if (IS_INT) {
            for (long row = 0; row < rows; row++) {
                Memory.putInt(target + 4 * row, OPERATION.of(Memory.intAt(source + 4 * row), (int) DIVISOR));
            }
        } else {
            for (long row = 0; row < rows; row++) {
                Memory.putLong(target + 8 * row, OPERATION.of(Memory.longAt(source + 8 * row), DIVISOR));
            }
        }
    }
}
