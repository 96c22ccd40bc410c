// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.expression.evaluator;

import io.tidemill.memory.Chunk;
import io.tidemill.memory.Column;

/// A column of the input, as it lies there.
public record ColumnReference(int index) implements Evaluator {

    @Override
    public Column evaluate(Chunk chunk, long wanted) {
        return chunk.column(index);
    }
}
