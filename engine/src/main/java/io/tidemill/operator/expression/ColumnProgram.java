// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.expression;

import io.tidemill.kernel.Forge;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Column;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.metrics.Counter;
import io.tidemill.plan.expr.Bound;

/// Makes the column of an expression, for all rows of a chunk.
public final class ColumnProgram implements AutoCloseable {
    private final Scratch scratch;
    private final Evaluator root;

    /// Compiles an expression for chunks of at most so many rows.
    ///
    /// @param zeroDivisions counts the rows that became null because they were divided by zero
    public ColumnProgram(Bound expression, Forge forge, MemoryBudget budget, int chunkRows, Counter zeroDivisions) {
        scratch = new Scratch(budget, chunkRows);
        ExpressionCompiler compiler = new ExpressionCompiler(forge, scratch, zeroDivisions);
        try {
            root = compiler.compile(expression);
        } catch (RuntimeException | Error refused) {
            scratch.close();
            throw refused;
        }
    }

    /// The column of a chunk: a view of the chunk's own where the expression is just that, else good until the next call.
    public Column evaluate(Chunk chunk) {
        return root.evaluate(chunk);
    }

    @Override
    public void close() {
        scratch.close();
    }
}
