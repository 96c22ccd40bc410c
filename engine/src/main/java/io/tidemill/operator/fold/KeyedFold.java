// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.fold;

import java.util.ArrayList;
import java.util.List;

import io.tidemill.memory.Chunk;
import io.tidemill.memory.Column;
import io.tidemill.memory.Schema;
import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.Owned;
import io.tidemill.operator.columns.Compactor;
import io.tidemill.operator.expression.ColumnProgram;
import io.tidemill.operator.expression.ReadColumns;
import io.tidemill.plan.expr.Bound;
import io.tidemill.state.ColumnSlice;

/// Adds rows to the groups of their keys: first every row gets the number of its group, then each accumulation is one loop.
public final class KeyedFold implements Fold {
    private final Compactor compactor;
    private final ColumnProgram program; // of the keys, then the arguments
    private final Column[] keys;
    private final long groups;
    private final Arrivals arrivals;
    private final GroupedSteps grouped;
    private final List<FoldStep> steps;

    public KeyedFold(Schema input, List<Bound> keyExpressions, AggregatePlan plan, Arrivals arrivals,
            OperatorContext context,
            Owned owned) {
        List<Bound> expressions = new ArrayList<>(keyExpressions);
        expressions.addAll(plan.arguments());
        this.arrivals = arrivals;
        keys = new Column[keyExpressions.size()];
        compactor = new Compactor(input, ReadColumns.of(expressions), context, owned);
        program = owned.add(new ColumnProgram(expressions, context.forge(), context.budget(), context.chunkRows(),
                context.failures()));
        groups = owned.allocate(context, "group numbers", 4L * context.chunkRows());
        grouped = new GroupedSteps(plan, arrivals, context, owned);
        steps = plan.steps().stream().map(grouped::of).toList();
    }

    @Override
    public void add(Chunk input, ColumnSlice slice) {
        Chunk dense = compactor.compact(input);
        int rows = dense.rows();
        arrivals.of(input);
        program.run(dense);
        for (int i = 0; i < keys.length; i++) {
            keys[i] = program.column(i);
        }
        slice.groups().assign(keys, rows, groups);
        slice.ensure();
        grouped.set(program, keys.length, groups, rows);
        for (int i = 0; i < steps.size(); i++) {
            steps.get(i).add(rows, slice.accumulators(i));
        }
    }
}
