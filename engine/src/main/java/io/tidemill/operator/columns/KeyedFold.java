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
    private final ColumnProgram[] keyPrograms;
    private final Column[] keys;
    private final ColumnProgram[] argumentPrograms;
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
        keyPrograms = new ColumnProgram[keyExpressions.size()];
        keys = new Column[keyPrograms.length];
        argumentPrograms = new ColumnProgram[plan.arguments().size()];
        arguments = new GroupedValues[argumentPrograms.length];
        compactor = new Compactor(input, ReadColumns.of(expressions), context, owned);
        for (int i = 0; i < keyPrograms.length; i++) {
            keyPrograms[i] = owned.add(program(keyExpressions.get(i), context));
        }
        for (int i = 0; i < arguments.length; i++) {
            argumentPrograms[i] = owned.add(program(plan.arguments().get(i), context));
            arguments[i] = new GroupedValues(context, owned);
        }
        groups = owned.allocate(context, "group numbers", 4L * context.chunkRows());
        plan.steps().forEach(step -> steps.add(step(step, plan, context.forge())));
    }

    private static ColumnProgram program(Bound expression, OperatorContext context) {
        return new ColumnProgram(expression, context.forge(), context.budget(), context.chunkRows(),
                context.zeroDivisions());
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
        for (int i = 0; i < keys.length; i++) {
            keys[i] = keyPrograms[i].evaluate(dense);
        }
        slice.groups().assign(keys, rows, groups);
        slice.ensure();
        for (int i = 0; i < arguments.length; i++) {
            arguments[i].set(argumentPrograms[i].evaluate(dense), groups, rows);
        }
        for (int i = 0; i < steps.size(); i++) {
            steps.get(i).add(rows, slice.accumulators(i));
        }
    }
}
