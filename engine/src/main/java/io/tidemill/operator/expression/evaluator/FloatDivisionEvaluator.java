// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.expression.evaluator;

import io.tidemill.kernel.Kernel;
import io.tidemill.kernel.Loop;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Column;
import io.tidemill.memory.Type;

/// The quotient or remainder of two floats: null, not infinite, where the divisor is zero.
public final class FloatDivisionEvaluator implements Evaluator {
    private final Kernel<Loop.Binary> kernel;
    private final Kernel<Loop.Predicate> isNotZero;
    private final Evaluator left;
    private final Evaluator right;
    private final JointValidity validity;
    private final FailedRows failed;
    private final long target;
    private final Column result;

    public FloatDivisionEvaluator(Kernel<Loop.Binary> kernel, Kernel<Loop.Predicate> isNotZero, Evaluator left,
            Evaluator right, JointValidity validity, FailedRows failed, Type type, long target) {
        this.kernel = kernel;
        this.isNotZero = isNotZero;
        this.left = left;
        this.right = right;
        this.validity = validity;
        this.failed = failed;
        this.target = target;
        this.result = new Column(type).setFixed(target);
    }

    @Override
    public Column evaluate(Chunk chunk, long wanted) {
        Column dividend = left.evaluate(chunk, wanted);
        Column divisor = right.evaluate(chunk, wanted);
        int rows = chunk.rows();
        // before the quotients: they may be written over the divisors
        int divided = isNotZero.current().apply(divisor.data(), failed.computedBits(), rows);
        kernel.current().apply(dividend.data(), divisor.data(), target, rows);
        validity.put(dividend, divisor, result, rows);
        if (divided < rows) {
            failed.nullify(result, chunk.rows(), wanted);
        }
        return result;
    }

    @Override
    public long scratch() {
        return target;
    }
}
