// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.expression.truth;

import io.tidemill.kernel.Kernel;
import io.tidemill.kernel.Loop;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Column;
import io.tidemill.operator.expression.evaluator.Evaluator;

/// Compares two columns of values of fixed width.
public record ComparisonEvaluator(Kernel<Loop.BinaryPredicate> kernel, Evaluator left, Evaluator right,
        Truth truth) implements Evaluator {

    @Override
    public Column evaluate(Chunk chunk, long wanted) {
        Column a = left.evaluate(chunk, wanted);
        Column b = right.evaluate(chunk, wanted);
        kernel.current().apply(a.data(), b.data(), truth.bits(), chunk.rows());
        return truth.of(a, b, chunk.rows());
    }
}
