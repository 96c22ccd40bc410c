// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.expression.text;

import io.tidemill.kernel.Forge;
import io.tidemill.kernel.Kernel;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Shape;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Column;
import io.tidemill.memory.Type;
import io.tidemill.operator.expression.evaluator.Evaluator;
import io.tidemill.operator.expression.evaluator.Scratch;
import io.tidemill.operator.expression.evaluator.TextTarget;

/// A value as text.
public final class TextFormatEvaluator implements Evaluator {
    private final Kernel<Loop.FormatText> kernel;
    private final Evaluator input;
    private final TextTarget target;
    private final Column result = new Column(Type.UTF8);

    public TextFormatEvaluator(Shape<Loop.FormatText> shape, Evaluator input, Forge forge, Scratch scratch) {
        this.kernel = forge.kernel(shape);
        this.input = input;
        this.target = scratch.texts();
    }

    @Override
    public Column evaluate(Chunk chunk, long wanted) {
        Column value = input.evaluate(chunk, wanted);
        Loop.FormatText loop = kernel.current();
        target.ensure((long) loop.roomOfRow() * chunk.rows());
        loop.apply(value.data(), target.data(), target.starts(), target.ends(), chunk.rows());
        return result.setText(target.data(), target.starts(), target.ends())
                .setValidity(value.validity(), value.validityBit());
    }
}
