// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.expression.text;

import io.tidemill.kernel.Forge;
import io.tidemill.kernel.Kernel;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.text.Slices;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Column;
import io.tidemill.memory.Type;
import io.tidemill.operator.expression.evaluator.Evaluator;
import io.tidemill.operator.expression.evaluator.FailedRows;
import io.tidemill.operator.expression.evaluator.Scratch;

/// Bytes as the text that they are, where they are UTF-8. They stay where they lie.
public final class TextDecodeEvaluator implements Evaluator {
    private final Kernel<Loop.SliceText> kernel;
    private final Evaluator input;
    private final FailedRows failed;
    private final long starts;
    private final long ends;
    private final Column result = new Column(Type.UTF8);

    public TextDecodeEvaluator(Evaluator input, FailedRows failed, Forge forge, Scratch scratch) {
        this.kernel = forge.kernel(Slices.utf8());
        this.input = input;
        this.failed = failed;
        this.starts = scratch.values(Type.INT32);
        this.ends = scratch.values(Type.INT32);
    }

    @Override
    public Column evaluate(Chunk chunk, long wanted) {
        Column bytes = input.evaluate(chunk, wanted);
        int failures = kernel.current()
                .apply(bytes.data(), bytes.starts(), bytes.ends(), starts, ends, failed.computedBits(), chunk.rows());
        result.setText(bytes.data(), starts, ends).setValidity(bytes.validity(), bytes.validityBit());
        if (failures > 0) {
            failed.nullify(result, chunk.rows(), wanted);
        }
        return result;
    }
}
