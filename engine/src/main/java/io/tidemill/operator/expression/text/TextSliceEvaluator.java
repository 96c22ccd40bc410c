// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.expression.text;

import io.tidemill.kernel.Forge;
import io.tidemill.kernel.Kernel;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Shape;
import io.tidemill.kernel.bitmap.Bitmaps;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Column;
import io.tidemill.memory.Type;
import io.tidemill.operator.expression.evaluator.Evaluator;
import io.tidemill.operator.expression.evaluator.Scratch;

/// A piece of each text, which stays where it is; null where there is none, which is no failure.
public final class TextSliceEvaluator implements Evaluator {
    private final Kernel<Loop.SliceText> kernel;
    private final Kernel<Loop.BitBinary> and;
    private final Evaluator input;
    private final long starts;
    private final long ends;
    private final long present;
    private final Column result = new Column(Type.UTF8);

    public TextSliceEvaluator(Shape<Loop.SliceText> shape, Evaluator input, Forge forge, Scratch scratch) {
        this.kernel = forge.kernel(shape);
        this.and = forge.kernel(Bitmaps.and());
        this.input = input;
        this.starts = scratch.values(Type.INT32);
        this.ends = scratch.values(Type.INT32);
        this.present = scratch.bits();
    }

    @Override
    public Column evaluate(Chunk chunk, long wanted) {
        Column text = input.evaluate(chunk, wanted);
        int rows = chunk.rows();
        int missing = kernel.current().apply(text.data(), text.starts(), text.ends(), starts, ends, present, rows);
        result.setText(text.data(), starts, ends);
        if (missing == 0) {
            return result.setValidity(text.validity(), text.validityBit());
        }
        if (text.validity() != 0) {
            and.current().apply(present, 0, text.validity(), text.validityBit(), present, rows);
        }
        return result.setValidity(present, 0);
    }
}
