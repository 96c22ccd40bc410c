// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.expression.truth;

import io.tidemill.kernel.Kernel;
import io.tidemill.kernel.Loop;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Column;
import io.tidemill.operator.expression.evaluator.Evaluator;

/// Asks each text of a column the same: how it compares with a constant, or whether it looks like one.
public record TextPredicateEvaluator(Kernel<Loop.TextPredicate> kernel, Evaluator input,
        Truth truth) implements Evaluator {

    @Override
    public Column evaluate(Chunk chunk, long wanted) {
        Column text = input.evaluate(chunk, wanted);
        kernel.current().apply(text.data(), text.starts(), text.ends(), truth.bits(), chunk.rows());
        return truth.of(text, chunk.rows());
    }
}
