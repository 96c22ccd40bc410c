// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.expression.evaluator;

import io.tidemill.kernel.Forge;
import io.tidemill.kernel.Kernel;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.bitmap.Bitmaps;
import io.tidemill.memory.Column;
import io.tidemill.memory.Selection;

/// The rows of which something is computed one by one: those that are wanted and, unless nulls are computed too, have all operands.
public final class MeantRows {
    private final Kernel<Loop.BitUnary> copy;
    private final Kernel<Loop.BitUnary> not;
    private final Kernel<Loop.BitBinary> and;
    private final boolean takesNulls;
    private final long none;
    private final Selection selection;

    public MeantRows(boolean takesNulls, Forge forge, Scratch scratch) {
        this.copy = forge.kernel(Bitmaps.copy());
        this.not = forge.kernel(Bitmaps.not());
        this.and = forge.kernel(Bitmaps.and());
        this.takesNulls = takesNulls;
        this.none = scratch.bits();
        this.selection = scratch.selection(forge);
    }

    /// Good until the next call.
    ///
    /// @param wanted as [Evaluator#evaluate] has it
    public Selection of(int rows, long wanted, Column[] operands) {
        long bits = selection.bits();
        int count = wanted == Evaluator.ALL
                ? not.current().apply(none, 0, bits, rows)
                : copy.current().apply(wanted, 0, bits, rows);
        for (Column operand : operands) {
            if (!takesNulls && operand.validity() != 0) {
                count = and.current().apply(bits, 0, operand.validity(), operand.validityBit(), bits, rows);
            }
        }
        selection.set(count, rows);
        return selection;
    }
}
