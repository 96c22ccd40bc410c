// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.window;

import java.util.List;
import java.util.function.Supplier;

import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.Type;
import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.fold.AggregatePlan;
import io.tidemill.plan.expr.Bound;
import io.tidemill.state.ColumnSlice;
import io.tidemill.state.GroupResults;
import io.tidemill.state.Groups;
import io.tidemill.state.KeyGroups;
import io.tidemill.state.OneGroup;
import io.tidemill.state.SessionGroups;
import io.tidemill.state.SessionSpan;
import io.tidemill.state.accumulation.Accumulation;
import io.tidemill.state.window.ColumnTotals;
import io.tidemill.state.window.GroupWindow;
import io.tidemill.state.window.SlidingWindow;
import io.tidemill.state.window.TumblingWindow;

/// Makes the slices and windows of an aggregate, all for the same keys and accumulations.
public final class SliceMaker {
    private final MemoryBudget budget;
    private final List<Accumulation> accumulations;
    private final Supplier<Groups> groups;

    public SliceMaker(OperatorContext context, List<Bound> keys, AggregatePlan plan) {
        budget = context.budget();
        accumulations = plan.accumulations(context.forge());
        List<Type> keyTypes = keys.stream().map(Bound::type).toList();
        groups = keys.isEmpty()
                ? OneGroup::new
                : () -> new KeyGroups(budget, "the keys of " + context.name(), keyTypes);
    }

    private SliceMaker(SliceMaker other, Supplier<Groups> groups) {
        budget = other.budget;
        accumulations = other.accumulations;
        this.groups = groups;
    }

    /// Makes the same for the sessions of each key.
    SliceMaker ofSessions(int keys, SessionSpan span) {
        return new SliceMaker(this, () -> new SessionGroups(budget, groups.get(), keys, span));
    }

    MemoryBudget budget() {
        return budget;
    }

    ColumnSlice slice() {
        return new ColumnSlice(budget, accumulations, groups.get());
    }

    /// @param keeps whether a window of one slice stays as it is when it has been put out
    GroupWindow<ColumnSlice, ? extends GroupResults> window(int slices, boolean keeps) {
        return slices == 1
                ? new TumblingWindow<>(slice(), keeps)
                : new SlidingWindow<>(slices, this::slice, new ColumnTotals(budget, accumulations, groups));
    }
}
