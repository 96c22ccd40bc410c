// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.fold;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.tidemill.memory.Chunk;
import io.tidemill.memory.Schema;
import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.Owned;
import io.tidemill.operator.columns.Compactor;
import io.tidemill.operator.expression.ColumnProgram;
import io.tidemill.operator.expression.ReadColumns;
import io.tidemill.plan.expr.Bound;
import io.tidemill.state.ColumnSlice;

/// Adds rows without keys to the one group that there is: where it can be done a chunk is reduced to a number, and that is merged;
/// else its rows are added one by one.
public final class WholeFold implements Fold {
    private final boolean computes;
    private final Compactor compactor;
    private final ColumnProgram program;
    private final WholeSteps whole;
    private final @Nullable GroupedSteps grouped; // null if every step reduces
    private final Arrivals arrivals;
    private final List<FoldStep> steps;
    private final long groupZero; // the number of every row's group

    public WholeFold(Schema input, AggregatePlan plan, Arrivals arrivals, OperatorContext context, Owned owned) {
        this.arrivals = arrivals;
        computes = !plan.arguments().stream().allMatch(argument -> argument instanceof Bound.Column);
        compactor = new Compactor(input, ReadColumns.of(plan.arguments()), context, owned);
        program = owned.add(new ColumnProgram(plan.arguments(), context.forge(), context.budget(), context.chunkRows(),
                context.failures()));
        whole = new WholeSteps(plan, context, owned);
        grouped = plan.steps().stream().allMatch(WholeSteps::reduces)
                ? null
                : new GroupedSteps(plan, arrivals, context, owned);
        groupZero = owned.allocate(context, "group numbers", 4L * context.chunkRows());
        steps = plan.steps()
                .stream()
                .map(step -> grouped == null || WholeSteps.reduces(step) ? whole.of(step) : grouped.of(step))
                .toList();
    }

    @Override
    public void add(Chunk input, ColumnSlice slice) {
        slice.ensure();
        Chunk chunk = grouped != null
                ? compactor.compact(input)
                : computes ? compactor.compactIfSparse(input) : input;
        program.run(chunk);
        whole.set(program, chunk);
        if (grouped != null) {
            arrivals.of(input);
            grouped.set(program, 0, groupZero, chunk.rows());
        }
        for (int i = 0; i < steps.size(); i++) {
            steps.get(i).add(chunk.selectedRows(), slice.accumulators(i));
        }
    }
}
