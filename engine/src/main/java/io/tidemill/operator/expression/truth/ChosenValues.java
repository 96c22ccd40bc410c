// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.expression.truth;

import io.tidemill.kernel.Forge;
import io.tidemill.kernel.Kernel;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.bitmap.Bitmaps;
import io.tidemill.kernel.selection.Choices;
import io.tidemill.kernel.text.TextSizes;
import io.tidemill.memory.Column;
import io.tidemill.memory.Type;
import io.tidemill.operator.expression.evaluator.Scratch;
import io.tidemill.operator.expression.evaluator.TextTarget;

/// What differs by type where a value is one of two: how it is moved.
interface ChosenValues {

    /// Sets the values of a column: the left one in rows whose bit is 1, counted from bit 0, the right one in the others.
    void choose(long bits, Column left, Column right, Column result, int rows);

    static ChosenValues of(Type type, Forge forge, Scratch scratch) {
        return switch (type.layout()) {
            case BITS -> bits(forge, scratch);
            case BYTES -> texts(forge, scratch);
            case FIXED -> {
                Kernel<Loop.Choose> choose = forge.kernel(Choices.values(type));
                long target = scratch.values(type);
                yield (bits, left, right, result, rows) -> {
                    choose.current().apply(bits, left.data(), right.data(), target, rows);
                    result.setFixed(target);
                };
            }
            case HEAP -> throw new IllegalArgumentException("no expression is " + type);
        };
    }

    private static ChosenValues bits(Forge forge, Scratch scratch) {
        Kernel<Loop.BitBinary> and = forge.kernel(Bitmaps.and());
        Kernel<Loop.BitBinary> andNot = forge.kernel(Bitmaps.andNot());
        Kernel<Loop.BitBinary> or = forge.kernel(Bitmaps.or());
        long chosen = scratch.bits();
        long others = scratch.bits();
        return (bits, left, right, result, rows) -> {
            and.current().apply(left.data(), left.dataBit(), bits, 0, chosen, rows);
            andNot.current().apply(right.data(), right.dataBit(), bits, 0, others, rows);
            or.current().apply(chosen, 0, others, 0, chosen, rows);
            result.setBits(chosen, 0);
        };
    }

    private static ChosenValues texts(Forge forge, Scratch scratch) {
        Kernel<Loop.ChooseText> choose = forge.kernel(Choices.texts());
        Kernel<Loop.TextTotal> total = forge.kernel(TextSizes.total());
        TextTarget target = scratch.texts();
        return (bits, left, right, result, rows) -> {
            target.ensure(total.current().apply(left.starts(), left.ends(), rows)
                    + total.current().apply(right.starts(), right.ends(), rows));
            choose.current()
                    .apply(bits, left.data(), left.starts(), left.ends(), right.data(), right.starts(), right.ends(),
                            target.data(), target.starts(), target.ends(), rows);
            result.setText(target.data(), target.starts(), target.ends());
        };
    }
}
