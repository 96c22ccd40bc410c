// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.join;

import io.tidemill.kernel.Kernel;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.selection.Selections;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Selection;
import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.Owned;
import io.tidemill.operator.expression.PredicateProgram;
import io.tidemill.plan.expr.Bound;

/// Keeps the pairs that a condition over the columns of both sides is true of.
final class PairCondition {
    private final PredicateProgram program;
    private final Selection kept;
    private final PairColumns columns;
    private final Chunk candidates;

    PairCondition(Bound condition, PairColumns columns, OperatorContext context, Owned owned) {
        this.columns = columns;
        this.candidates = columns.chunk();
        program = owned.add(new PredicateProgram(condition, context.forge(), context.budget(), context.chunkRows(),
                context.failures()));
        Kernel<Loop.Select> select = context.forge().kernel(Selections.select());
        kept = owned.add(new Selection(context.budget(), context.chunkRows(),
                (bits, rows, numbers) -> select.current().apply(bits, 0, numbers, rows)));
    }

    void keep(PairNumbers pairs) {
        columns.pick(pairs);
        int rows = program.select(candidates, kept);
        if (rows < pairs.count()) {
            pairs.keep(kept.address(), rows);
        }
    }
}
