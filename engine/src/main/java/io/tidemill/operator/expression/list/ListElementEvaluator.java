// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.expression.list;

import io.tidemill.kernel.Forge;
import io.tidemill.kernel.Kernel;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.bitmap.Bitmaps;
import io.tidemill.kernel.list.Elements;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Column;
import io.tidemill.memory.Type;
import io.tidemill.operator.expression.evaluator.Evaluator;
import io.tidemill.operator.expression.evaluator.Scratch;

/// One element of each list, of a fixed width or a boolean; null where there is none, which is no failure.
public final class ListElementEvaluator implements Evaluator {
    private final Kernel<Loop.ParseText> kernel;
    private final Kernel<Loop.BitBinary> and;
    private final Evaluator input;
    private final long present;
    private final Column result;

    public ListElementEvaluator(Type element, int index, Evaluator input, Forge forge, Scratch scratch) {
        boolean isBit = element.layout() == Type.Layout.BITS;
        this.kernel = forge.kernel(isBit ? Elements.bitAt(index) : Elements.valueAt(element, index));
        this.and = forge.kernel(Bitmaps.and());
        this.input = input;
        this.present = scratch.bits();
        this.result = new Column(element);
        if (isBit) {
            result.setBits(scratch.bits(), 0);
        } else {
            result.setFixed(scratch.values(element));
        }
    }

    @Override
    public Column evaluate(Chunk chunk, long wanted) {
        Column lists = input.evaluate(chunk, wanted);
        int rows = chunk.rows();
        kernel.current().apply(lists.data(), lists.starts(), lists.ends(), result.data(), present, rows);
        if (lists.validity() != 0) {
            and.current().apply(present, 0, lists.validity(), lists.validityBit(), present, rows);
        }
        return result.setValidity(present, 0);
    }
}
