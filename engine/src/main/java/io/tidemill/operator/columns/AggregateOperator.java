// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.columns;

import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.tidemill.memory.Chunk;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;
import io.tidemill.operator.ExchangeOperator;
import io.tidemill.operator.Lanes;
import io.tidemill.operator.Operator;
import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.Output;
import io.tidemill.operator.Owned;
import io.tidemill.operator.Progress;
import io.tidemill.operator.Schedule;
import io.tidemill.plan.Window;
import io.tidemill.plan.expr.Bound;
import io.tidemill.plan.expr.BoundAggregate;
import io.tidemill.state.Accumulation;
import io.tidemill.state.ColumnSlice;
import io.tidemill.state.ColumnTotals;
import io.tidemill.state.GroupResults;
import io.tidemill.state.GroupWindow;
import io.tidemill.state.Groups;
import io.tidemill.state.KeyGroups;
import io.tidemill.state.OneGroup;
import io.tidemill.state.SlidingWindow;
import io.tidemill.state.TumblingWindow;

/// Counts, sums and compares the rows of each group in a window: a row for each group that has rows, when the window fires.
///
/// Without keys all rows are one group, which is put out even if it is empty.
///
/// Where there are several lanes, each gathers the rows of a slide by itself; when the window fires, each merges the groups of its
/// share of the hash ranges into windows of its own.
public final class AggregateOperator implements ExchangeOperator {
    private final Schema input;
    private final Schema output;
    private final List<Bound> keys;
    private final AggregatePlan plan;
    private final Window window;
    private final Owned owned = new Owned();
    private Schedule schedule;
    private Fold fold;
    private GroupWindow<ColumnSlice, ? extends GroupResults> groups;
    private GroupOutput rows;
    private Lanes lanes;
    private @Nullable LaneGroups gathered; // null in the only lane, which fills its windows itself
    private @Nullable GroupResults firing; // null unless a window is being put out

    public AggregateOperator(Schema input, Schema output, List<Bound> keys, List<BoundAggregate> aggregates,
            Window window) {
        this.input = input;
        this.output = output;
        this.keys = List.copyOf(keys);
        this.plan = new AggregatePlan(aggregates);
        this.window = window;
    }

    @Override
    public Meeting meeting() {
        return keys.isEmpty() ? Meeting.IN_FIRST_LANE : Meeting.BY_RANGE;
    }

    @Override
    public void open(OperatorContext context) {
        schedule = new Schedule(window, context.zeroTimeMicros());
        fold = keys.isEmpty()
                ? new WholeFold(input, plan, context, owned)
                : new KeyedFold(input, keys, plan, context, owned);
        groups = owned.add(window(context));
        rows = new GroupOutput(output, plan, context, owned);
        lanes = context.lanes();
    }

    private GroupWindow<ColumnSlice, ? extends GroupResults> window(OperatorContext context) {
        MemoryBudget budget = context.budget();
        List<Accumulation> accumulations = plan.accumulations(context.forge());
        List<Type> keyTypes = keys.stream().map(Bound::type).toList();
        Supplier<Groups> maker = keys.isEmpty()
                ? OneGroup::new
                : () -> new KeyGroups(budget, "the keys of " + context.name(), keyTypes);
        Supplier<ColumnSlice> slice = () -> new ColumnSlice(budget, accumulations, maker.get());
        gathered = context.lanes().isOnly() ? null : new LaneGroups(budget, slice, owned);
        return schedule.slices() == 1
                ? new TumblingWindow<>(slice.get(), window instanceof Window.Global)
                : new SlidingWindow<>(schedule.slices(), slice, new ColumnTotals(budget, accumulations, maker));
    }

    @Override
    public Progress process(Chunk chunk, Output to) {
        if (chunk.selectedRows() > 0) {
            fold.add(chunk, gathered == null ? groups.current() : gathered.current());
        }
        return Progress.DONE;
    }

    @Override
    public void freeze(long batchTimeMicros, long watermarkMicros) {
        if (gathered != null && schedule.fires(batchTimeMicros, watermarkMicros)) {
            gathered.freeze();
        }
    }

    @Override
    public Progress endOfBatch(long batchTimeMicros, long watermarkMicros, Output to) {
        GroupResults results = firing;
        if (results == null) {
            if (!schedule.fires(batchTimeMicros, watermarkMicros)) {
                return Progress.DONE;
            }
            if (gathered != null) {
                gathered.mergeInto(groups.current(), lanes, AggregateOperator::gathered);
                if (keys.isEmpty() && !lanes.isFirst()) {
                    return Progress.DONE;
                }
            }
            results = groups.fire();
            rows.begin(results);
        }
        boolean more = rows.pass(results, to);
        firing = more ? results : null;
        if (!more) {
            groups.fired();
        }
        return more ? Progress.MORE : Progress.DONE;
    }

    private static LaneGroups gathered(Operator sibling) {
        return Objects.requireNonNull(((AggregateOperator) sibling).gathered);
    }

    @Override
    public void close() {
        owned.close();
    }
}
