// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.expression.text;

import io.tidemill.kernel.Kernel;
import io.tidemill.kernel.Loop;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Column;
import io.tidemill.memory.Type;
import io.tidemill.operator.expression.evaluator.Evaluator;

/// A number of each text: its length.
public final class TextMeasureEvaluator implements Evaluator {
    private final Kernel<Loop.MeasureText> kernel;
    private final Evaluator input;
    private final long target;
    private final Column result = new Column(Type.INT32);

    public TextMeasureEvaluator(Kernel<Loop.MeasureText> kernel, Evaluator input, long target) {
        this.kernel = kernel;
        this.input = input;
        this.target = target;
        this.result.setFixed(target);
    }

    @Override
    public Column evaluate(Chunk chunk, long wanted) {
        Column text = input.evaluate(chunk, wanted);
        kernel.current().apply(text.data(), text.starts(), text.ends(), target, chunk.rows());
        return result.setValidity(text.validity(), text.validityBit());
    }

    @Override
    public long scratch() {
        return target;
    }
}
