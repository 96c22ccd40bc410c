// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.expression.evaluator;

import io.tidemill.kernel.Kernel;
import io.tidemill.kernel.Loop;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Column;
import io.tidemill.memory.Type;

/// A value made of two, which every row has.
public final class BinaryEvaluator implements Evaluator {
    private final Kernel<Loop.Binary> kernel;
    private final Evaluator left;
    private final Evaluator right;
    private final JointValidity validity;
    private final long target;
    private final Column result;

    public BinaryEvaluator(Kernel<Loop.Binary> kernel, Evaluator left, Evaluator right, JointValidity validity,
            Type type,
            long target) {
        this.kernel = kernel;
        this.left = left;
        this.right = right;
        this.validity = validity;
        this.target = target;
        this.result = new Column(type).setFixed(target);
    }

    @Override
    public Column evaluate(Chunk chunk, long wanted) {
        Column a = left.evaluate(chunk, wanted);
        Column b = right.evaluate(chunk, wanted);
        kernel.current().apply(a.data(), b.data(), target, chunk.rows());
        validity.put(a, b, result, chunk.rows());
        return result;
    }

    @Override
    public long scratch() {
        return target;
    }
}
