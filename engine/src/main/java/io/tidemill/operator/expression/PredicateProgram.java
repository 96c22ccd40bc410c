// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.expression;

import java.util.List;
import java.util.Optional;

import io.tidemill.kernel.Forge;
import io.tidemill.kernel.Kernel;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.bitmap.Bitmaps;
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

/// Selects the rows of a chunk for which a boolean expression is true: not false, and not null.
public final class PredicateProgram implements AutoCloseable {
    private final Scratch scratch;
    private final Optional<LeftOutRows> leftOut;
    private final ExpressionCompiler compiler;
    private final Evaluator root;
    private final Kernel<Loop.BitUnary> copy;
    private final Kernel<Loop.BitBinary> and;

    /// Compiles a predicate for chunks of at most so many rows.
    ///
    /// @param failures what becomes of values that cannot be computed
    public PredicateProgram(Bound predicate, Forge forge, MemoryBudget budget, int chunkRows, ValueFailures failures) {
        this(predicate, forge, new Scratch(budget, chunkRows), failures, Optional.empty());
    }

    private PredicateProgram(Bound predicate, Forge forge, Scratch scratch, ValueFailures failures,
            Optional<LeftOutRows> leftOut) {
        this.scratch = scratch;
        this.leftOut = leftOut;
        copy = forge.kernel(Bitmaps.copy());
        and = forge.kernel(Bitmaps.and());
        compiler = new ExpressionCompiler(List.of(predicate), forge, scratch, failures, leftOut);
        try {
            root = compiler.truth(predicate);
        } catch (RuntimeException refused) {
            scratch.close();
            throw refused;
        }
    }

    /// Compiles a predicate that may call functions of the user's: rows on which one throws are not selected.
    public static PredicateProgram withUserCode(Bound predicate, OperatorContext context) {
        return withUserCode(predicate, context, context.failures());
    }

    /// @param failures what becomes of values that cannot be computed
    public static PredicateProgram withUserCode(Bound predicate, OperatorContext context, ValueFailures failures) {
        Scratch scratch = new Scratch(context.budget(), context.chunkRows());
        return new PredicateProgram(predicate, context.forge(), scratch, failures,
                LeftOutRows.of(List.of(predicate), context, scratch));
    }

    /// Selects those of the chunk's selected rows for which the predicate is true; answers how many.
    public int select(Chunk chunk, Selection target) {
        int rows = chunk.rows();
        compiler.turn().next();
        leftOut.ifPresent(LeftOutRows::begin);
        Column truth = root.evaluate(chunk, Evaluator.wanted(chunk));
        Selection selection = chunk.selection();
        int kept = selection == null
                ? copy.current().apply(truth.data(), truth.dataBit(), target.bits(), rows)
                : and.current().apply(truth.data(), truth.dataBit(), selection.bits(), 0, target.bits(), rows);
        if (leftOut.isPresent()) {
            kept = leftOut.get().count() > 0 ? leftOut.get().without(target.bits(), rows) : kept;
            leftOut.get().end(chunk);
        }
        target.set(kept, rows);
        return kept;
    }

    /// Counts the rows of a chunk as handed over, without asking for any.
    public void passOver(Chunk chunk) {
        leftOut.ifPresent(LeftOutRows::begin);
        leftOut.ifPresent(rows -> rows.end(chunk));
    }

    @Override
    public void close() {
        scratch.close();
    }
}
