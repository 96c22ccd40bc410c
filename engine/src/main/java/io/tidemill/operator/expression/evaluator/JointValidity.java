// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.expression.evaluator;

import io.tidemill.kernel.Forge;
import io.tidemill.kernel.Kernel;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.bitmap.Bitmaps;
import io.tidemill.memory.Column;

/// The rows in which two columns both have a value: computed only if both have nulls.
public final class JointValidity {
    private final Kernel<Loop.BitBinary> and;
    private final long bits;

    public JointValidity(Forge forge, Scratch scratch) {
        this.and = forge.kernel(Bitmaps.and());
        this.bits = scratch.bits();
    }

    /// Makes a column null wherever one of two others is.
    public void put(Column left, Column right, Column result, int rows) {
        if (right.validity() == 0) {
            result.setValidity(left.validity(), left.validityBit());
        } else if (left.validity() == 0) {
            result.setValidity(right.validity(), right.validityBit());
        } else {
            and.current().apply(left.validity(), left.validityBit(), right.validity(), right.validityBit(), bits, rows);
            result.setValidity(bits, 0);
        }
    }
}
