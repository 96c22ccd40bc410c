// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.columns;

import io.tidemill.kernel.Kernel;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.selection.Selections;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Selection;
import io.tidemill.operator.Operator;
import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.Output;
import io.tidemill.operator.Owned;
import io.tidemill.operator.Progress;
import io.tidemill.operator.expression.PredicateProgram;
import io.tidemill.plan.expr.Bound;

/// Passes on the rows that satisfy a predicate. Never moves data: it narrows the chunk's selection.
public final class FilterOperator implements Operator {
    private final Bound predicate;
    private final Chunk narrowed;
    private final Owned owned = new Owned();
    private PredicateProgram program;
    private Selection kept;

    /// @param output the input's columns, those without nulls that the predicate leaves none
    public FilterOperator(Schema output, Bound predicate) {
        this.predicate = predicate;
        this.narrowed = new Chunk(output);
    }

    @Override
    public void open(OperatorContext context) {
        program = owned.add(PredicateProgram.withUserCode(predicate, context));
        Kernel<Loop.Select> select = context.forge().kernel(Selections.select());
        kept = owned.add(new Selection(context.budget(), context.chunkRows(),
                (bits, rows, numbers) -> select.current().apply(bits, 0, numbers, rows)));
    }

    @Override
    public Progress process(Chunk input, Output output) {
        int rows = program.select(input, kept);
        if (rows > 0) {
            narrowed.view(input);
            output.pass(rows == input.selectedRows() ? narrowed : narrowed.selection(kept));
        }
        return Progress.DONE;
    }

    @Override
    public void close() {
        owned.close();
    }
}
