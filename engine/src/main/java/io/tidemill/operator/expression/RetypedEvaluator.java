// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.expression;

import io.tidemill.memory.Chunk;
import io.tidemill.memory.Column;
import io.tidemill.memory.Type;

/// The same bytes under another type: a timestamp as its microseconds, a date as its days.
final class RetypedEvaluator implements Evaluator {
    private final Evaluator input;
    private final Column result;

    RetypedEvaluator(Evaluator input, Type type) {
        this.input = input;
        this.result = new Column(type);
    }

    @Override
    public Column evaluate(Chunk chunk, long wanted) {
        Column value = input.evaluate(chunk, wanted);
        return result.setFixed(value.data()).setValidity(value.validity(), value.validityBit());
    }

    @Override
    public long scratch() {
        return input.scratch();
    }
}
