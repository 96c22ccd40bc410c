// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.columns;

import java.util.ArrayList;
import java.util.List;

import io.tidemill.kernel.Forge;
import io.tidemill.kernel.Kernel;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.aggregate.Grouping;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Column;
import io.tidemill.memory.Schema;
import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.Owned;
import io.tidemill.operator.expression.ColumnProgram;
import io.tidemill.operator.expression.ReadColumns;
import io.tidemill.plan.expr.Bound;
import io.tidemill.state.ColumnSlice;

/// Adds rows to the groups of their keys: first every row gets the number of its group, then each accumulation is one loop.
final class KeyedFold implements Fold {
    private final Compactor compactor;
    private final ColumnProgram program; // of the keys, then the arguments
    private final Column[] keys;
    private final GroupedValues[] arguments;
    private final long groups;
    private final List<Step> steps = new ArrayList<>();

    /// What becomes of the rows in one column of accumulators.
    private interface Step {
        void add(int rows, long accumulators);
    }

    KeyedFold(Schema input, List<Bound> keyExpressions, AggregatePlan plan, OperatorContext context, Owned owned) {
        List<Bound> expressions = new ArrayList<>(keyExpressions);
        expressions.addAll(plan.arguments());
        keys = new Column[keyExpressions.size()];
        arguments = new GroupedValues[plan.arguments().size()];
        compactor = new Compactor(input, ReadColumns.of(expressions), context, owned);
        program = owned.add(new ColumnProgram(expressions, context.forge(), context.budget(), context.chunkRows(),
                context.failures()));
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = new GroupedValues(context, owned);
        }
        groups = owned.allocate(context, "group numbers", 4L * context.chunkRows());
        plan.steps().forEach(step -> steps.add(step(step, plan, context.forge())));
    }

    private Step step(AggregatePlan.Step step, AggregatePlan plan, Forge forge) {
        if (step.function() != AggregatePlan.Step.Function.COUNT) {
            GroupedValues values = arguments[step.argument()];
            Kernel<Loop.Grouped> loop = forge.kernel(
                    Grouping.of(AggregatePlan.reduction(step), plan.arguments().get(step.argument()).type()));
            return (_, accumulators) -> values.fold(loop.current(), accumulators);
        }
        Kernel<Loop.GroupedCount> loop = forge.kernel(Grouping.count());
        if (step.argument() == AggregatePlan.Step.ROWS) {
            return (rows, accumulators) -> loop.current().apply(groups, accumulators, rows);
        }
        GroupedValues values = arguments[step.argument()];
        return (_, accumulators) -> values.count(loop.current(), accumulators);
    }

    @Override
    public void add(Chunk input, ColumnSlice slice) {
        Chunk dense = compactor.compact(input);
        int rows = dense.rows();
        program.run(dense);
        for (int i = 0; i < keys.length; i++) {
            keys[i] = program.column(i);
        }
        slice.groups().assign(keys, rows, groups);
        slice.ensure();
        for (int i = 0; i < arguments.length; i++) {
            arguments[i].set(program.column(keys.length + i), groups, rows);
        }
        for (int i = 0; i < steps.size(); i++) {
            steps.get(i).add(rows, slice.accumulators(i));
        }
    }
}
