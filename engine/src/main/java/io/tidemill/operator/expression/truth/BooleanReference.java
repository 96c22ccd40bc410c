// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.expression.truth;

import io.tidemill.kernel.Forge;
import io.tidemill.kernel.Kernel;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.bitmap.Bitmaps;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Column;
import io.tidemill.operator.expression.evaluator.Evaluator;
import io.tidemill.operator.expression.evaluator.Scratch;

/// A boolean column of the input as an operand of logic: where it is null its bits may be anything, and are made 0.
public final class BooleanReference implements Evaluator {
    private final int index;
    private final Kernel<Loop.BitUnary> copy;
    private final Truth truth;

    public BooleanReference(int index, Forge forge, Scratch scratch) {
        this.index = index;
        this.copy = forge.kernel(Bitmaps.copy());
        this.truth = new Truth(forge, scratch);
    }

    @Override
    public Column evaluate(Chunk chunk, long wanted) {
        Column column = chunk.column(index);
        if (column.validity() == 0) {
            return column;
        }
        copy.current().apply(column.data(), column.dataBit(), truth.bits(), chunk.rows());
        return truth.of(column, chunk.rows());
    }
}
