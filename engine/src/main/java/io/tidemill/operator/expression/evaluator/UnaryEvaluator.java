// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.expression.evaluator;

import io.tidemill.kernel.Kernel;
import io.tidemill.kernel.Loop;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Column;
import io.tidemill.memory.Type;

/// A value made of one: arithmetic with a constant, a cast.
public final class UnaryEvaluator implements Evaluator {
    private final Kernel<Loop.Unary> kernel;
    private final Evaluator input;
    private final long target;
    private final Column result;

    public UnaryEvaluator(Kernel<Loop.Unary> kernel, Evaluator input, Type type, long target) {
        this.kernel = kernel;
        this.input = input;
        this.target = target;
        this.result = new Column(type).setFixed(target);
    }

    @Override
    public Column evaluate(Chunk chunk, long wanted) {
        Column value = input.evaluate(chunk, wanted);
        kernel.current().apply(value.data(), target, chunk.rows());
        return result.setValidity(value.validity(), value.validityBit());
    }

    @Override
    public long scratch() {
        return target;
    }
}
