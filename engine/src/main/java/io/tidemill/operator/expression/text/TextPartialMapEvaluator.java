// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.expression.text;

import io.tidemill.kernel.Forge;
import io.tidemill.kernel.Kernel;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Shape;
import io.tidemill.kernel.bitmap.Bitmaps;
import io.tidemill.kernel.text.TextSizes;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Column;
import io.tidemill.memory.Type;
import io.tidemill.operator.expression.evaluator.Evaluator;
import io.tidemill.operator.expression.evaluator.Scratch;
import io.tidemill.operator.expression.evaluator.TextTarget;

/// A text or bytes made of others; null where there are none, which is no failure.
public final class TextPartialMapEvaluator implements Evaluator {
    private final Kernel<Loop.PartialMapText> kernel;
    private final Kernel<Loop.TextTotal> total;
    private final Kernel<Loop.BitBinary> and;
    private final Evaluator input;
    private final TextTarget target;
    private final long present;
    private final Column result;

    public TextPartialMapEvaluator(Shape<Loop.PartialMapText> shape, Type type, Evaluator input, Forge forge,
            Scratch scratch) {
        this.kernel = forge.kernel(shape);
        this.total = forge.kernel(TextSizes.total());
        this.and = forge.kernel(Bitmaps.and());
        this.input = input;
        this.target = scratch.texts();
        this.present = scratch.bits();
        this.result = new Column(type);
    }

    @Override
    public Column evaluate(Chunk chunk, long wanted) {
        Column text = input.evaluate(chunk, wanted);
        int rows = chunk.rows();
        Loop.PartialMapText loop = kernel.current();
        target.ensure(loop.room(total.current().apply(text.starts(), text.ends(), rows), rows));
        int missing = loop.apply(text.data(), text.starts(), text.ends(), target.data(), target.starts(),
                target.ends(), present, rows);
        result.setText(target.data(), target.starts(), target.ends());
        if (missing == 0) {
            return result.setValidity(text.validity(), text.validityBit());
        }
        if (text.validity() != 0) {
            and.current().apply(present, 0, text.validity(), text.validityBit(), present, rows);
        }
        return result.setValidity(present, 0);
    }
}
