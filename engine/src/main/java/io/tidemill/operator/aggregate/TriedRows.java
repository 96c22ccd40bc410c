// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.aggregate;

import java.util.Optional;

import io.tidemill.UserCodeException;
import io.tidemill.kernel.Kernel;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.selection.Selections;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Selection;
import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.Owned;
import io.tidemill.operator.ValueFailures;
import io.tidemill.operator.expression.PredicateProgram;
import io.tidemill.operator.fold.AggregatePlan;
import io.tidemill.plan.expr.Bound;

/// Rows on which an aggregate of the user's throws, whatever else is in their group: they are left out before any group has seen them, or
/// named where they stop the engine.
///
/// Only where a row may be left out is each tried before it is added. Where none may be, and one has stopped the aggregate, it is looked for.
final class TriedRows {
    private final PredicateProgram program;
    private final boolean mayLeaveOut;
    private final Chunk narrowed;
    private final Selection kept;

    private TriedRows(Bound trial, Schema input, OperatorContext context, Owned owned) {
        program = owned.add(PredicateProgram.withUserCode(trial, context, ValueFailures.nulls(context.name())));
        mayLeaveOut = context.verdicts().mayLeaveOut(context.name());
        narrowed = new Chunk(input);
        Kernel<Loop.Select> select = context.forge().kernel(Selections.select());
        kept = owned.add(new Selection(context.budget(), context.chunkRows(),
                (bits, rows, numbers) -> select.current().apply(bits, 0, numbers, rows)));
    }

    /// Empty where no aggregate is the user's.
    static Optional<TriedRows> of(AggregatePlan plan, Schema input, OperatorContext context, Owned owned) {
        return plan.trial().map(trial -> new TriedRows(trial, input, context, owned));
    }

    /// The rows of a chunk that are added.
    Chunk of(Chunk chunk) {
        if (!mayLeaveOut) {
            return chunk;
        }
        int rows = program.select(chunk, kept);
        return rows == chunk.selectedRows() ? chunk : narrowed.view(chunk).selection(kept);
    }

    /// All rows of a chunk were added.
    void added(Chunk chunk) {
        if (!mayLeaveOut) {
            program.passOver(chunk);
        }
    }

    /// What to throw when an aggregate threw: it names the row, if that is to blame alone.
    UserCodeException blame(Chunk chunk, UserCodeException thrown) {
        if (mayLeaveOut) {
            return thrown;
        }
        try {
            program.select(chunk, kept);
            return thrown;
        } catch (UserCodeException named) {
            return named;
        }
    }
}
