// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.aggregate;

import java.util.ArrayList;
import java.util.List;

import io.tidemill.kernel.aggregate.Reduction;
import io.tidemill.memory.Chunk;
import io.tidemill.memory.Column;
import io.tidemill.memory.Memory;
import io.tidemill.memory.Type;
import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.Owned;
import io.tidemill.operator.expression.ColumnProgram;
import io.tidemill.operator.fold.AggregatePlan;
import io.tidemill.operator.fold.AggregateStep;
import io.tidemill.plan.ColumnPlan;
import io.tidemill.plan.expr.AggregateFunction;
import io.tidemill.plan.expr.Bound;
import io.tidemill.plan.expr.BoundAggregate;
import io.tidemill.state.GroupResults;
import io.tidemill.state.Groups;
import io.tidemill.state.KeyGroups;
import io.tidemill.state.OneGroup;
import io.tidemill.state.accumulation.Accumulation;
import io.tidemill.state.accumulation.Accumulators;
import io.tidemill.state.accumulation.FixedAccumulators;
import io.tidemill.state.row.PreviousValues;

/// Puts beside each row what the rows of its group have come to with it.
///
/// What is noted of each row is read as if each row were a group of its own, and so by what makes the columns of aggregates.
final class RunningFold {
    private final ColumnPlan.Running plan;
    private final AggregatePlan aggregates;
    private final ColumnProgram program; // of the aggregates' arguments, then the values that are shown to the next row
    private final Groups groups;
    private final Column[] keys;
    private final RunningStep[] steps;
    private final int[] arguments; // of each step, or AggregateStep.ROWS
    private final FixedAccumulators[] accumulators;
    private final FixedAccumulators[] notes;
    private final Notes results = new Notes();
    private final List<Made> columns = new ArrayList<>();
    private final long rowGroups;
    private final long ordinals;
    private final Chunk chunk;

    /// Makes a column of the rows at hand.
    private interface Made {
        Column make(int rows);
    }

    /// What is noted of each row.
    private final class Notes implements GroupResults {

        @Override
        public Groups groups() {
            return groups;
        }

        @Override
        public int order(long numbers) {
            throw new UnsupportedOperationException("rows stand as they came");
        }

        @Override
        public void pick(int accumulation, long which, int count, Accumulators picked) {
            notes[accumulation].pick(which, count, picked);
        }

        @Override
        public void mergeInto(int accumulation, long which, int count, Accumulators target, long numbers) {
            target.merge(notes[accumulation], which, count, numbers);
        }
    }

    RunningFold(ColumnPlan.Running plan, OperatorContext context, Owned owned) {
        this.plan = plan;
        String what = "the groups of " + context.name();
        List<BoundAggregate> accumulated = plan.aggregates()
                .stream()
                .filter(aggregate -> aggregate.function() != AggregateFunction.LAG)
                .toList();
        aggregates = new AggregatePlan(accumulated);
        List<Bound> values = new ArrayList<>(aggregates.arguments());
        plan.aggregates()
                .stream()
                .filter(aggregate -> aggregate.function() == AggregateFunction.LAG)
                .forEach(lag -> values.add(lag.arguments().getFirst()));
        program = owned.add(new ColumnProgram(values, context.forge(), context.budget(), context.chunkRows(),
                context.failures()));
        keys = new Column[plan.keys().size()];
        List<Type> keyTypes = plan.keys().stream().map(key -> plan.input().schema().field(key).type()).toList();
        groups = owned.add(keyTypes.isEmpty() ? new OneGroup() : new KeyGroups(context.budget(), what, keyTypes));
        List<Accumulation> accumulations = aggregates.accumulations(context.forge());
        int count = accumulations.size();
        steps = new RunningStep[count];
        arguments = new int[count];
        accumulators = new FixedAccumulators[count];
        notes = new FixedAccumulators[count];
        for (int i = 0; i < count; i++) {
            accumulators[i] = (FixedAccumulators) owned.add(accumulations.get(i).accumulators(context.budget(), what));
            notes[i] = (FixedAccumulators) owned.add(accumulations.get(i).results(context.budget(), what));
            notes[i].ensure(context.chunkRows());
            plan(i, aggregates.steps().get(i));
        }
        makeColumns(context, what, owned);
        rowGroups = owned.allocate(context, "group numbers", 8L * context.chunkRows());
        ordinals = rowGroups + 4L * context.chunkRows();
        for (int row = 0; row < context.chunkRows(); row++) {
            Memory.putInt(ordinals + 4L * row, row);
        }
        chunk = new Chunk(plan.schema());
    }

    private void plan(int index, AggregateStep step) {
        switch (step) {
            case AggregateStep.Count(int argument) -> {
                arguments[index] = argument;
                steps[index] = argument == AggregateStep.ROWS
                        ? (_, numbers, rows, to, noted) -> RunningStep.countRows(numbers, rows, to, noted)
                        : RunningStep::count;
            }
            case AggregateStep.Reduce(Reduction reduction, int argument) -> {
                arguments[index] = argument;
                steps[index] = RunningStep.of(reduction, aggregates.arguments().get(argument).type());
            }
            default -> throw new IllegalArgumentException(step + " is not kept row by row");
        }
    }

    private void makeColumns(OperatorContext context, String what, Owned owned) {
        AggregateColumns made = new AggregateColumns(aggregates, context, owned);
        int next = 0;
        int lags = aggregates.arguments().size();
        for (BoundAggregate aggregate : plan.aggregates()) {
            if (aggregate.function() == AggregateFunction.LAG) {
                int value = lags++;
                PreviousValues previous = owned
                        .add(new PreviousValues(aggregate.type(), aggregate.lag(), context.budget(), what));
                columns.add(rows -> previous.next(program.column(value), rowGroups, groups.count(), rows));
            } else {
                AggregateColumn column = made.of(aggregates.results().get(next++));
                columns.add(rows -> column.make(results, ordinals, rows));
            }
        }
    }

    /// How many groups there are.
    int groups() {
        return groups.count();
    }

    /// The rows of a dense chunk with what stands beside them: good until the next call.
    Chunk add(Chunk dense) {
        int rows = dense.rows();
        program.run(dense);
        for (int i = 0; i < keys.length; i++) {
            keys[i] = dense.column(plan.keys().get(i));
        }
        groups.assign(keys, rows, rowGroups);
        for (int i = 0; i < steps.length; i++) {
            accumulators[i].ensure(groups.count());
            Column values = arguments[i] == AggregateStep.ROWS ? dense.column(0) : program.column(arguments[i]);
            steps[i].add(values, rowGroups, rows, accumulators[i].address(), notes[i].address());
        }
        int first = plan.input().schema().size();
        for (int i = 0; i < first; i++) {
            chunk.column(i).set(dense.column(i), 0);
        }
        for (int i = 0; i < columns.size(); i++) {
            chunk.column(first + i).set(columns.get(i).make(rows), 0);
        }
        chunk.rows(rows);
        return chunk;
    }
}
