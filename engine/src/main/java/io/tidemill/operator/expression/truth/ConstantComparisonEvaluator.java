// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.expression.truth;

import io.tidemill.kernel.Kernel;
import io.tidemill.kernel.Loop;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Column;
import io.tidemill.operator.expression.evaluator.Evaluator;

/// Compares a column of values of fixed width with a constant.
public record ConstantComparisonEvaluator(Kernel<Loop.Predicate> kernel, Evaluator input,
        Truth truth) implements Evaluator {

    @Override
    public Column evaluate(Chunk chunk, long wanted) {
        Column value = input.evaluate(chunk, wanted);
        kernel.current().apply(value.data(), truth.bits(), chunk.rows());
        return truth.of(value, chunk.rows());
    }
}
