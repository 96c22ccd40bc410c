// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.expression.text;

import io.tidemill.kernel.Forge;
import io.tidemill.kernel.Kernel;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Shape;
import io.tidemill.kernel.text.TextSizes;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Column;
import io.tidemill.memory.Type;
import io.tidemill.operator.expression.evaluator.Evaluator;
import io.tidemill.operator.expression.evaluator.Scratch;
import io.tidemill.operator.expression.evaluator.TextTarget;

/// A text made of another.
public final class TextMapEvaluator implements Evaluator {
    private final Kernel<Loop.MapText> kernel;
    private final Kernel<Loop.TextTotal> total;
    private final Evaluator input;
    private final TextTarget target;
    private final Column result = new Column(Type.UTF8);

    public TextMapEvaluator(Shape<Loop.MapText> shape, Evaluator input, Forge forge, Scratch scratch) {
        this.kernel = forge.kernel(shape);
        this.total = forge.kernel(TextSizes.total());
        this.input = input;
        this.target = scratch.texts();
    }

    @Override
    public Column evaluate(Chunk chunk, long wanted) {
        Column text = input.evaluate(chunk, wanted);
        int rows = chunk.rows();
        Loop.MapText loop = kernel.current();
        target.ensure(loop.room(total.current().apply(text.starts(), text.ends(), rows), rows));
        loop.apply(text.data(), text.starts(), text.ends(), target.data(), target.starts(), target.ends(), rows);
        return result.setText(target.data(), target.starts(), target.ends())
                .setValidity(text.validity(), text.validityBit());
    }
}
