// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.expression.truth;

import io.tidemill.kernel.Forge;
import io.tidemill.kernel.Kernel;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.bitmap.Bitmaps;
import io.tidemill.memory.Column;
import io.tidemill.memory.Type;
import io.tidemill.operator.expression.evaluator.JointValidity;
import io.tidemill.operator.expression.evaluator.Scratch;

/// The bits of a boolean result: 1 where it is true, so 0 where it is false or null.
public final class Truth {
    private final Kernel<Loop.BitBinary> and;
    private final JointValidity validity;
    private final long bits;
    private final Column column = new Column(Type.BOOL);

    public Truth(Forge forge, Scratch scratch) {
        this.and = forge.kernel(Bitmaps.and());
        this.validity = new JointValidity(forge, scratch);
        this.bits = scratch.bits();
        this.column.setBits(bits, 0);
    }

    /// Where a kernel puts its answers, from bit 0 on.
    public long bits() {
        return bits;
    }

    /// The answers, null where the operand is.
    public Column of(Column operand, int rows) {
        column.setValidity(operand.validity(), operand.validityBit());
        return withoutNulls(rows);
    }

    /// The answers, null where an operand is.
    public Column of(Column left, Column right, int rows) {
        validity.put(left, right, column, rows);
        return withoutNulls(rows);
    }

    private Column withoutNulls(int rows) {
        if (column.validity() != 0) {
            and.current().apply(bits, 0, column.validity(), column.validityBit(), bits, rows);
        }
        return column;
    }
}
