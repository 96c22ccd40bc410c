// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.expression.text;

import io.tidemill.kernel.Kernel;
import io.tidemill.kernel.Loop;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Column;
import io.tidemill.memory.Type;
import io.tidemill.operator.expression.evaluator.Evaluator;
import io.tidemill.operator.expression.evaluator.FailedRows;

/// What a text says, where it says something.
public final class TextParseEvaluator implements Evaluator {
    private final Kernel<Loop.ParseText> kernel;
    private final Evaluator input;
    private final FailedRows failed;
    private final long target;
    private final Column result;

    public TextParseEvaluator(Kernel<Loop.ParseText> kernel, Evaluator input, FailedRows failed, Type type,
            long target) {
        this.kernel = kernel;
        this.input = input;
        this.failed = failed;
        this.target = target;
        this.result = new Column(type).setFixed(target);
    }

    @Override
    public Column evaluate(Chunk chunk, long wanted) {
        Column text = input.evaluate(chunk, wanted);
        int failures = kernel.current()
                .apply(text.data(), text.starts(), text.ends(), target, failed.computedBits(), chunk.rows());
        result.setValidity(text.validity(), text.validityBit());
        if (failures > 0) {
            failed.nullify(result, chunk.rows(), wanted);
        }
        return result;
    }

    @Override
    public long scratch() {
        return target;
    }
}
