// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.expression.evaluator;

import io.tidemill.kernel.Kernel;
import io.tidemill.kernel.Loop;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Column;
import io.tidemill.memory.Type;

/// A value made of two, where it can be: a sum that fits its type, a quotient by a divisor that is not zero.
public final class PartialEvaluator implements Evaluator {
    private final Kernel<Loop.Partial> kernel;
    private final Evaluator left;
    private final Evaluator right;
    private final JointValidity validity;
    private final FailedRows failed;
    private final long target;
    private final Column result;

    public PartialEvaluator(Kernel<Loop.Partial> kernel, Evaluator left, Evaluator right, JointValidity validity,
            FailedRows failed, Type type, long target) {
        this.kernel = kernel;
        this.left = left;
        this.right = right;
        this.validity = validity;
        this.failed = failed;
        this.target = target;
        this.result = new Column(type).setFixed(target);
    }

    @Override
    public Column evaluate(Chunk chunk, long wanted) {
        Column a = left.evaluate(chunk, wanted);
        Column b = right.evaluate(chunk, wanted);
        int failures = kernel.current()
                .apply(a.data(), b.data(), target, failed.computedBits(), chunk.rows());
        validity.put(a, b, result, chunk.rows());
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
