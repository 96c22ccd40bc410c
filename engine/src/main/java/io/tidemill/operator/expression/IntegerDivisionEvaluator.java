// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.expression;

import io.tidemill.kernel.Kernel;
import io.tidemill.kernel.Loop;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Column;
import io.tidemill.memory.Type;

/// The quotient or remainder of two integers: null where the divisor is zero.
final class IntegerDivisionEvaluator implements Evaluator {
    private final Kernel<Loop.Partial> kernel;
    private final Evaluator left;
    private final Evaluator right;
    private final JointValidity validity;
    private final ZeroDivisions zeros;
    private final long target;
    private final Column result;

    IntegerDivisionEvaluator(Kernel<Loop.Partial> kernel, Evaluator left, Evaluator right, JointValidity validity,
            ZeroDivisions zeros, Type type, long target) {
        this.kernel = kernel;
        this.left = left;
        this.right = right;
        this.validity = validity;
        this.zeros = zeros;
        this.target = target;
        this.result = new Column(type).setFixed(target);
    }

    @Override
    public Column evaluate(Chunk chunk, long wanted) {
        Column dividend = left.evaluate(chunk, wanted);
        Column divisor = right.evaluate(chunk, wanted);
        int failures = kernel.current()
                .apply(dividend.data(), divisor.data(), target, zeros.dividedBits(), chunk.rows());
        validity.put(dividend, divisor, result, chunk.rows());
        if (failures > 0) {
            zeros.nullify(result, chunk.rows(), wanted);
        }
        return result;
    }

    @Override
    public long scratch() {
        return target;
    }
}
