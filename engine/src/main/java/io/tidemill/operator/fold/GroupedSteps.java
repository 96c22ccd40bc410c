// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.fold;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.tidemill.kernel.Forge;
import io.tidemill.kernel.Kernel;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.aggregate.Digests;
import io.tidemill.kernel.aggregate.DistinctEstimate;
import io.tidemill.kernel.aggregate.Grouping;
import io.tidemill.kernel.aggregate.Moments;
import io.tidemill.kernel.aggregate.Reduction;
import io.tidemill.kernel.aggregate.Winners;
import io.tidemill.memory.Type;
import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.Owned;
import io.tidemill.operator.expression.ColumnProgram;
import io.tidemill.plan.expr.UserAggregate;
import io.tidemill.state.accumulation.Accumulators;
import io.tidemill.state.accumulation.FixedAccumulators;

/// Makes the steps that add dense rows to accumulators by the numbers of their groups, row by row.
final class GroupedSteps {
    private final AggregatePlan plan;
    private final GroupedValues[] arguments;
    private final GroupedValues all; // rows, whatever they hold
    private final Arrivals arrivals;
    private final OperatorContext context;
    private final Owned owned;

    GroupedSteps(AggregatePlan plan, Arrivals arrivals, OperatorContext context, Owned owned) {
        this.plan = plan;
        this.arrivals = arrivals;
        this.context = context;
        this.owned = owned;
        all = new GroupedValues(context, owned);
        arguments = new GroupedValues[plan.arguments().size()];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = new GroupedValues(context, owned);
        }
    }

    /// Goes on to other rows.
    ///
    /// @param program that has computed the plan's arguments of them, behind `firstColumn` other columns
    /// @param groups the number of each row's group, as int32
    void set(ColumnProgram program, int firstColumn, long groups, int rows) {
        all.set(groups, rows);
        for (int i = 0; i < arguments.length; i++) {
            arguments[i].set(program.column(firstColumn + i), groups, rows);
        }
    }

    FoldStep of(AggregateStep step) {
        Forge forge = context.forge();
        return switch (step) {
            case AggregateStep.Count(int argument) -> {
                GroupedValues counted = values(argument);
                Kernel<Loop.GroupedCount> loop = forge.kernel(Grouping.count());
                yield (_, accumulators) -> counted.count(loop.current(), address(accumulators));
            }
            case AggregateStep.Reduce(Reduction reduction, int argument) ->
                fold(argument, forge.kernel(Grouping.of(reduction, type(argument))));
            case AggregateStep.Spread(int argument) -> fold(argument, forge.kernel(Moments.fold()));
            case AggregateStep.Digest(int argument) -> fold(argument, forge.kernel(Digests.fold()));
            case AggregateStep.DistinctEstimate(int argument, int precision) ->
                new DistinctEstimateStep(arguments[argument], type(argument),
                        forge.kernel(DistinctEstimate.fold(precision)), context, owned);
            case AggregateStep.Keep keep -> keep(keep, forge);
            case AggregateStep.Collect(int argument) -> new CollectStep(arguments[argument], arrivals);
            case AggregateStep.User(var aggregate, List<Integer> values) ->
                new UserStep(new AggregatorCalls(aggregate), values.stream().map(this::values).toList(),
                        UserAggregate.schema(values.stream().map(this::type).toList()));
            case AggregateStep.Top top ->
                new TopStep(all, top.columns().stream().map(this::values).toList(), arrivals);
            case AggregateStep.Distinct(List<Integer> values) ->
                new DistinctStep(values.stream().map(this::values).toList(), values.stream().map(this::type).toList(),
                        context, owned);
        };
    }

    private FoldStep fold(int argument, Kernel<Loop.Grouped> loop) {
        GroupedValues values = arguments[argument];
        return (_, accumulators) -> values.fold(loop.current(), address(accumulators));
    }

    private FoldStep keep(AggregateStep.Keep step, Forge forge) {
        Winners order = step.order();
        Kernel<Loop.Winner> loop = forge.kernel(
                step.rank() == AggregateStep.NONE ? order.byArrival() : order.by(type(step.rank())));
        return new KeptRowStep(loop, values(step.rows()), valuesOrNull(step.rank()), valuesOrNull(step.value()),
                arrivals,
                context, owned);
    }

    private Type type(int argument) {
        return plan.arguments().get(argument).type();
    }

    private GroupedValues values(int argument) {
        return argument == AggregateStep.ROWS ? all : arguments[argument];
    }

    private @Nullable GroupedValues valuesOrNull(int argument) {
        return argument == AggregateStep.NONE ? null : arguments[argument];
    }

    private static long address(Accumulators accumulators) {
        return ((FixedAccumulators) accumulators).address();
    }
}
