// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.aggregate;

import java.lang.invoke.MethodHandles;

import io.tidemill.kernel.Element;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Stamp;
import io.tidemill.kernel.comparison.FloatOrder;
import io.tidemill.memory.Memory;

/// Template: one accumulator a group.
final class ScalarGrouped implements Loop.Grouped {
    private static final Reduction.Specification SPECIFICATION = (Reduction.Specification) Stamp
            .of(MethodHandles.lookup())
            .specification();
    private static final boolean IS_SUM = SPECIFICATION.operation() == Reduction.SUM;
    private static final boolean IS_MIN = SPECIFICATION.operation() == Reduction.MIN;
    private static final Element ELEMENT = SPECIFICATION.element();

    @Override
    public void apply(long groups, long source, long accumulators, int rows) {
        for (long row = 0; row < rows; row++) {
            fold(accumulators, Memory.intAt(groups + 4 * row), source, row);
        }
    }

    @Override
    public void applySelected(long groups, long source, long rowNumbers, long accumulators, int count) {
        for (long i = 0; i < count; i++) {
            fold(accumulators, Memory.intAt(groups + 4 * i), source, Memory.intAt(rowNumbers + 4 * i));
        }
    }

    private static void fold(long accumulators, long group, long source, long row) {
        if (ELEMENT.isFloat()) {
            double value = ELEMENT.doubleAt(source, row);
            if (IS_SUM) {
                double sum = Element.FLOAT64.doubleAt(accumulators, group) + value;
                Element.FLOAT64.putDouble(accumulators, group, sum);
            } else {
                double extreme = ELEMENT.doubleAt(accumulators, group);
                double result = IS_MIN ? FloatOrder.least(extreme, value) : FloatOrder.greatest(extreme, value);
                ELEMENT.putDouble(accumulators, group, FloatOrder.canonical(result));
            }
        } else {
            long value = ELEMENT.longAt(source, row);
            if (IS_SUM) {
                Element.INT64.putLong(accumulators, group, Element.INT64.longAt(accumulators, group) + value);
            } else {
                long extreme = ELEMENT.longAt(accumulators, group);
                ELEMENT.putLong(accumulators, group, IS_MIN ? Math.min(extreme, value) : Math.max(extreme, value));
            }
        }
    }
}
