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
import io.tidemill.operator.expression.evaluator.JointValidity;
import io.tidemill.operator.expression.evaluator.Scratch;

/// Whether a list holds the value of its row; null where it does not, but has nulls. The bits of null rows are 0.
public final class ListSearchEvaluator implements Evaluator {
    private final Kernel<Loop.SearchList> kernel;
    private final Kernel<Loop.BitBinary> and;
    private final Evaluator lists;
    private final Evaluator values;
    private final JointValidity validity;
    private final long bits;
    private final long known;
    private final Column result = new Column(Type.BOOL);

    public ListSearchEvaluator(Type element, Evaluator lists, Evaluator values, Forge forge, Scratch scratch) {
        this.kernel = forge.kernel(Elements.contains(element));
        this.and = forge.kernel(Bitmaps.and());
        this.lists = lists;
        this.values = values;
        this.validity = new JointValidity(forge, scratch);
        this.bits = scratch.bits();
        this.known = scratch.bits();
        result.setBits(bits, 0);
    }

    @Override
    public Column evaluate(Chunk chunk, long wanted) {
        Column list = lists.evaluate(chunk, wanted);
        Column value = values.evaluate(chunk, wanted);
        int rows = chunk.rows();
        int unknown = kernel.current()
                .apply(list.data(), list.starts(), list.ends(), value.data(), value.starts(), value.ends(), bits, known,
                        rows);
        validity.put(list, value, result, rows);
        if (result.validity() != 0) {
            and.current().apply(known, 0, result.validity(), result.validityBit(), known, rows);
            and.current().apply(bits, 0, known, 0, bits, rows);
            return result.setValidity(known, 0);
        }
        return result.setValidity(unknown == 0 ? 0 : known, 0);
    }
}
