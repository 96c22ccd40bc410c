// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.expression;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.tidemill.kernel.Forge;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Column;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.Selection;
import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.ValueFailures;
import io.tidemill.operator.expression.evaluator.Evaluator;
import io.tidemill.operator.expression.evaluator.Scratch;
import io.tidemill.operator.expression.user.LeftOutRows;
import io.tidemill.plan.expr.Bound;

/// Makes the columns of expressions, for all rows of a chunk. What several of them have in common is computed once.
public final class ColumnProgram implements AutoCloseable {
    private final Scratch scratch;
    private final Optional<LeftOutRows> leftOut;
    private final ExpressionCompiler compiler;
    private final Evaluator[] roots;
    private final Column[] columns;

    /// Compiles expressions for chunks of at most so many rows.
    ///
    /// @param failures what becomes of values that cannot be computed
    public ColumnProgram(List<Bound> expressions, Forge forge, MemoryBudget budget, int chunkRows,
            ValueFailures failures) {
        this(expressions, forge, new Scratch(budget, chunkRows), failures, Optional.empty());
    }

    private ColumnProgram(List<Bound> expressions, Forge forge, Scratch scratch, ValueFailures failures,
            Optional<LeftOutRows> leftOut) {
        this.scratch = scratch;
        this.leftOut = leftOut;
        compiler = new ExpressionCompiler(expressions, forge, scratch, failures, leftOut);
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

    /// Compiles expressions that may call functions of the user's: whoever runs them asks for the [#kept] rows.
    public static ColumnProgram withUserCode(List<Bound> expressions, OperatorContext context) {
        Scratch scratch = new Scratch(context.budget(), context.chunkRows());
        return new ColumnProgram(expressions, context.forge(), scratch, context.failures(),
                LeftOutRows.of(expressions, context, scratch));
    }

    /// Computes all columns of a chunk.
    public void run(Chunk chunk) {
        leftOut.ifPresent(LeftOutRows::begin);
        compiler.turn().next();
        long wanted = Evaluator.wanted(chunk);
        for (int i = 0; i < roots.length; i++) {
            columns[i] = roots[i].evaluate(chunk, wanted);
        }
        if (leftOut.isPresent()) {
            leftOut.get().end(chunk);
        }
    }

    /// The selection of the chunk that was run, without rows on which functions of the user's threw: good until the next run.
    public @Nullable Selection kept(Chunk chunk) {
        return leftOut.isPresent() && leftOut.get().count() > 0 ? leftOut.get().kept(chunk) : chunk.selection();
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
