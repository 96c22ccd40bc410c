// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.aggregate;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.tidemill.UserCodeException;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.MemoryLimitException;
import io.tidemill.memory.Schema;
import io.tidemill.memory.Type;
import io.tidemill.operator.ExchangeOperator;
import io.tidemill.operator.Operator;
import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.Output;
import io.tidemill.operator.Owned;
import io.tidemill.operator.Progress;
import io.tidemill.operator.Schedule;
import io.tidemill.operator.fold.AggregatePlan;
import io.tidemill.operator.fold.Arrivals;
import io.tidemill.operator.fold.Fold;
import io.tidemill.operator.fold.KeyedFold;
import io.tidemill.operator.fold.WholeFold;
import io.tidemill.operator.window.BatchWindows;
import io.tidemill.operator.window.EventWindows;
import io.tidemill.operator.window.RevisedWindows;
import io.tidemill.operator.window.SessionWindows;
import io.tidemill.operator.window.SliceMaker;
import io.tidemill.operator.window.Windows;
import io.tidemill.plan.ColumnPlan;
import io.tidemill.plan.Emission;
import io.tidemill.plan.Window;
import io.tidemill.plan.expr.Bound;
import io.tidemill.plan.expr.BoundAggregate;

/// Counts, sums and compares the rows of each group in a window: a row for each group that has rows, when the window is over, or the first of
/// its rows by some order.
///
/// Without keys all rows are one group, which is put out even if it is empty; by event time, only if it has rows. Groups that are put out more
/// than once ([Emission]) are those that rows have come for.
///
/// Where there are several lanes, each gathers the rows of a slide by itself; when the slide is over, each merges the groups of its
/// share of the hash ranges into windows of its own.
public final class AggregateOperator implements ExchangeOperator {
    private final Schema input;
    private final Schema output;
    private final List<Bound> keys;
    private final AggregatePlan plan;
    private final Window window;
    private final Emission emission;
    private final Owned owned = new Owned();
    private Arrivals arrivals;
    private Fold fold;
    private Optional<TriedRows> tried = Optional.empty();
    private Windows windows;
    private WindowOutput rows;
    private boolean passing; // a window is being put out

    public AggregateOperator(Schema input, Schema output, List<Bound> keys, List<BoundAggregate> aggregates,
            Window window) {
        this(input, output, keys, aggregates, window, Emission.ONCE);
    }

    /// @param output keys, aggregates, and the change if the emission retracts
    public AggregateOperator(Schema input, Schema output, List<Bound> keys, List<BoundAggregate> aggregates,
            Window window, Emission emission) {
        this(input, output, keys, new AggregatePlan(aggregates), window, emission);
    }

    public AggregateOperator(ColumnPlan.Aggregate plan) {
        this(plan.input().schema(), plan.schema(), plan.keys(), new AggregatePlan(plan.aggregates(), plan.top()),
                plan.window(), plan.emission());
    }

    private AggregateOperator(Schema input, Schema output, List<Bound> keys, AggregatePlan plan, Window window,
            Emission emission) {
        this.input = input;
        this.output = output;
        this.keys = List.copyOf(keys);
        this.plan = plan;
        this.window = window;
        this.emission = emission;
    }

    @Override
    public Meeting meeting() {
        return keys.isEmpty() ? Meeting.IN_FIRST_LANE : Meeting.BY_RANGE;
    }

    @Override
    public void open(OperatorContext context) {
        arrivals = new Arrivals(context, new Chunk(input));
        fold = fold(context);
        tried = TriedRows.of(plan, input, context, owned);
        SliceMaker slices = new SliceMaker(context, keys, plan);
        windows = windows(slices, context);
        GroupColumns columns = new GroupColumns(output, keys.size(), plan, emission.retracts(), context, owned);
        rows = plan.top().isPresent()
                ? new TopOutput(output, plan, plan.top().get(), columns, context, owned)
                : new GroupOutput(output, columns, context, owned);
    }

    private Fold fold(OperatorContext context) {
        if (window instanceof Window.Session session) {
            Bound time = new Bound.Column(session.column(), input.field(session.column()).name(), Type.TIMESTAMP,
                    false);
            List<Bound> keysAndTime = Stream.concat(keys.stream(), Stream.of(time)).toList();
            return new KeyedFold(input, keysAndTime, plan, arrivals, context, owned);
        }
        return keys.isEmpty()
                ? new WholeFold(input, plan, arrivals, context, owned)
                : new KeyedFold(input, keys, plan, arrivals, context, owned);
    }

    private Windows windows(SliceMaker slices, OperatorContext context) {
        boolean isKeyed = !keys.isEmpty();
        if (window instanceof Window.Session session) {
            return new SessionWindows(slices, keys.size(), input, session, sibling -> (SessionWindows) windows(sibling),
                    context, owned);
        }
        if (emission.revises(window)) {
            return new RevisedWindows(slices, input, window, emission, isKeyed,
                    sibling -> (RevisedWindows) windows(sibling), context, owned);
        }
        return window instanceof Window.EventTime eventTime
                ? new EventWindows(slices, input, eventTime, isKeyed, sibling -> (EventWindows) windows(sibling),
                        context, owned)
                : new BatchWindows(slices, new Schedule(window, context.zeroTimeMicros()), context.lanes(), isKeyed,
                        sibling -> (BatchWindows) windows(sibling), owned);
    }

    private static Windows windows(Operator sibling) {
        return ((AggregateOperator) sibling).windows;
    }

    @Override
    public Progress process(Chunk chunk, Output to) {
        if (chunk.selectedRows() > 0) {
            arrivals.begin(chunk);
            try {
                if (tried.isPresent()) {
                    add(chunk, tried.get());
                } else {
                    windows.add(chunk, fold);
                }
            } catch (MemoryLimitException refused) {
                throw explained(refused);
            }
        }
        return Progress.DONE;
    }

    private void add(Chunk chunk, TriedRows rowsToTry) {
        Chunk taken = rowsToTry.of(chunk);
        if (taken.selectedRows() == 0) {
            return;
        }
        try {
            windows.add(taken, fold);
        } catch (UserCodeException thrown) {
            throw rowsToTry.blame(chunk, thrown);
        }
        rowsToTry.added(chunk);
    }

    @Override
    public void freeze(long batchTimeMicros, long watermarkMicros) {
        try {
            windows.freeze(batchTimeMicros, watermarkMicros);
        } catch (MemoryLimitException refused) {
            throw explained(refused);
        }
    }

    @Override
    public Progress endOfBatch(long batchTimeMicros, long watermarkMicros, Output to) {
        try {
            return putOut(batchTimeMicros, watermarkMicros, to);
        } catch (MemoryLimitException refused) {
            throw explained(refused);
        }
    }

    private Progress putOut(long batchTimeMicros, long watermarkMicros, Output to) {
        if (!passing) {
            if (!windows.next(batchTimeMicros, watermarkMicros)) {
                return Progress.DONE;
            }
            rows.begin(windows);
            passing = true;
        }
        passing = rows.pass(windows.results(), to);
        if (!passing) {
            windows.passed();
        }
        return Progress.MORE;
    }

    /// Says how much there is beside what did not fit.
    private MemoryLimitException explained(MemoryLimitException refused) {
        return refused.and("; this lane holds " + windows.held());
    }

    @Override
    public void close() {
        owned.close();
    }
}
