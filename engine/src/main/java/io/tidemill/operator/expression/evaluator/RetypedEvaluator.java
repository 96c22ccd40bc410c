// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.expression.evaluator;

import io.tidemill.memory.Chunk;
import io.tidemill.memory.Column;
import io.tidemill.memory.Type;

/// The same bytes under another type of the same layout: a timestamp as its microseconds, text as its bytes.
public final class RetypedEvaluator implements Evaluator {
    private final Evaluator input;
    private final Column result;

    public RetypedEvaluator(Evaluator input, Type type) {
        this.input = input;
        this.result = new Column(type);
    }

    @Override
    public Column evaluate(Chunk chunk, long wanted) {
        return result.set(input.evaluate(chunk, wanted), 0);
    }

    @Override
    public long scratch() {
        return input.scratch();
    }
}
