// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.expression.truth;

import io.tidemill.kernel.Forge;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Column;
import io.tidemill.memory.Type;
import io.tidemill.operator.expression.evaluator.Evaluator;
import io.tidemill.operator.expression.evaluator.Scratch;

/// True where its operand is false; null stays null.
public final class NotEvaluator implements Evaluator {
    private final Evaluator input;
    private final Falses falses;
    private final long bits;
    private final Column result = new Column(Type.BOOL);

    public NotEvaluator(Evaluator input, Forge forge, Scratch scratch) {
        this.input = input;
        this.falses = new Falses(forge);
        this.bits = scratch.bits();
        this.result.setBits(bits, 0);
    }

    @Override
    public Column evaluate(Chunk chunk, long wanted) {
        Column truth = input.evaluate(chunk, wanted);
        falses.put(truth, bits, chunk.rows());
        return result.setValidity(truth.validity(), truth.validityBit());
    }
}
