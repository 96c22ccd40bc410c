// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.expression;

import java.util.List;

import io.tidemill.kernel.Forge;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Column;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.operator.ValueFailures;
import io.tidemill.plan.expr.Bound;

/// Makes the columns of expressions, for all rows of a chunk. What several of them have in common is computed once.
public final class ColumnProgram implements AutoCloseable {
    private final Scratch scratch;
    private final ExpressionCompiler compiler;
    private final Evaluator[] roots;
    private final Column[] columns;

    /// Compiles expressions for chunks of at most so many rows.
    ///
    /// @param failures what becomes of values that cannot be computed
    public ColumnProgram(List<Bound> expressions, Forge forge, MemoryBudget budget, int chunkRows,
            ValueFailures failures) {
        scratch = new Scratch(budget, chunkRows);
        compiler = new ExpressionCompiler(expressions, forge, scratch, failures);
        roots = new Evaluator[expressions.size()];
        columns = new Column[roots.length];
        try {
            for (int i = 0; i < roots.length; i++) {
                roots[i] = compiler.compile(expressions.get(i));
                columns[i] = new Column(expressions.get(i).type());
            }
        } catch (RuntimeException | Error refused) {
            scratch.close();
            throw refused;
        }
    }

    /// Computes all columns of a chunk.
    public void run(Chunk chunk) {
        compiler.turn().next();
        long wanted = Evaluator.wanted(chunk);
        for (int i = 0; i < roots.length; i++) {
            columns[i] = roots[i].evaluate(chunk, wanted);
        }
    }

    /// The column of an expression: a view of the chunk's own where the expression is just that, else good until the next run.
    public Column column(int expression) {
        return columns[expression];
    }

    @Override
    public void close() {
        scratch.close();
    }
}
