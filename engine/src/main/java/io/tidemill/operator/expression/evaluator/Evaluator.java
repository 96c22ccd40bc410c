// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.expression.evaluator;

import io.tidemill.memory.Chunk;
import io.tidemill.memory.Column;
import io.tidemill.memory.Selection;

/// Makes the column of one node of an expression.
public interface Evaluator {

    /// No rows are left out.
    long ALL = 0;

    /// Computes all rows of a chunk. The answer is the same column each time, good until the next call.
    ///
    /// @param wanted the address of the bits, from bit 0 on, of the rows whose values matter, or `ALL`: only they may fail
    Column evaluate(Chunk chunk, long wanted);

    /// The rows of a chunk that were not filtered out.
    static long wanted(Chunk chunk) {
        Selection selection = chunk.selection();
        return selection == null ? ALL : selection.bits();
    }

    /// The address of the values that it computes, over which the node above may write; 0 if they are not its own.
    default long scratch() {
        return 0;
    }
}
