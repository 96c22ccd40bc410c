// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.expression;

import io.tidemill.memory.Chunk;
import io.tidemill.memory.Column;

/// Makes the column of one node of an expression.
interface Evaluator {

    /// Computes all rows of a chunk, selected or not. The answer is the same column each time, good until the next call.
    Column evaluate(Chunk chunk);

    /// The address of the values that it computes, over which the node above may write; 0 if they are not its own.
    default long scratch() {
        return 0;
    }
}
