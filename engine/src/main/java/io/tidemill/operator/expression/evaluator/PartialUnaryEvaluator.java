// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.expression.evaluator;

import io.tidemill.kernel.Kernel;
import io.tidemill.kernel.Loop;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Column;
import io.tidemill.memory.Type;

/// A value made of one, where it can be: a cast to a narrower type.
public final class PartialUnaryEvaluator implements Evaluator {
    private final Kernel<Loop.PartialUnary> kernel;
    private final Evaluator input;
    private final FailedRows failed;
    private final long target;
    private final Column result;

    public PartialUnaryEvaluator(Kernel<Loop.PartialUnary> kernel, Evaluator input, FailedRows failed, Type type,
            long target) {
        this.kernel = kernel;
        this.input = input;
        this.failed = failed;
        this.target = target;
        this.result = new Column(type).setFixed(target);
    }

    @Override
    public Column evaluate(Chunk chunk, long wanted) {
        Column value = input.evaluate(chunk, wanted);
        int failures = kernel.current().apply(value.data(), target, failed.computedBits(), chunk.rows());
        result.setValidity(value.validity(), value.validityBit());
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
