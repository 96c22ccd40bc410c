// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.expression.truth;

import io.tidemill.kernel.Forge;
import io.tidemill.kernel.Kernel;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.bitmap.Bitmaps;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Column;
import io.tidemill.memory.Type;
import io.tidemill.operator.expression.evaluator.Evaluator;
import io.tidemill.operator.expression.evaluator.Scratch;

/// Whether there is no value; never null itself.
public final class IsNullEvaluator implements Evaluator {
    private final Evaluator input;
    private final Kernel<Loop.BitUnary> not;
    private final long bits;
    private final long zeros;
    private final Column result = new Column(Type.BOOL);

    public IsNullEvaluator(Evaluator input, Forge forge, Scratch scratch) {
        this.input = input;
        this.not = forge.kernel(Bitmaps.not());
        this.bits = scratch.bits();
        this.zeros = scratch.bits();
    }

    @Override
    public Column evaluate(Chunk chunk, long wanted) {
        Column value = input.evaluate(chunk, wanted);
        if (value.validity() == 0) {
            return result.setBits(zeros, 0);
        }
        not.current().apply(value.validity(), value.validityBit(), bits, chunk.rows());
        return result.setBits(bits, 0);
    }
}
