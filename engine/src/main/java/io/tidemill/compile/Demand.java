// SPDX-License-Identifier: Apache-2.0
package io.tidemill.compile;

import java.util.BitSet;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import io.tidemill.operator.expression.ReadColumns;
import io.tidemill.plan.ColumnPlan;
import io.tidemill.plan.Emit;
import io.tidemill.plan.JoinColumn.From;
import io.tidemill.plan.JoinPlan;
import io.tidemill.plan.Plan;
import io.tidemill.plan.RowPlan;
import io.tidemill.plan.Window;
import io.tidemill.plan.expr.Bound;
import io.tidemill.plan.expr.BoundAggregate;

/// Which columns of each plan are read by what stands on it; where none is, the first, which says how many rows there are.
final class Demand {
    private final IdentityHashMap<Plan, BitSet> columns = new IdentityHashMap<>();

    private Demand() {}

    static Demand of(List<Emit> outputs) {
        Demand demand = new Demand();
        outputs.forEach(output -> demand.ask(output.input(), all(output.input())));
        return demand;
    }

    /// The columns that are read of a plan.
    BitSet of(Plan plan) {
        return (BitSet) Objects.requireNonNull(columns.get(plan), "a plan that nobody asked").clone();
    }

    private void ask(Plan plan, BitSet wanted) {
        BitSet known = columns.computeIfAbsent(plan, _ -> new BitSet());
        int before = known.cardinality();
        known.or(wanted);
        if (known.isEmpty()) {
            known.set(0);
        }
        if (known.cardinality() > before) {
            askChildren(plan, known);
        }
    }

    private void askChildren(Plan plan, BitSet wanted) {
        switch (plan) {
            case ColumnPlan node -> ask(node.input(), read(node, wanted));
            case Plan.Named named -> ask(named.input(), wanted);
            case JoinPlan.OfJoin join -> askSides(join, wanted);
            case JoinPlan.LateRows late -> {
                ask(late.left(), with(wanted, late.window().column()));
                ask(late.right(), new BitSet());
            }
            case Plan.Scan _,Plan.Union _,JoinPlan.Cogroup<?, ?, ?> _,RowPlan _ ->
                plan.children().forEach(child -> ask(child, all(child)));
        }
    }

    /// What a node reads of its input so that it can give some columns.
    private static BitSet read(ColumnPlan node, BitSet wanted) {
        return switch (node) {
            case ColumnPlan.Filter filter -> both(wanted, List.of(filter.predicate()));
            case ColumnPlan.Timed timed -> with(wanted, timed.column());
            case ColumnPlan.LateRows late -> with(wanted, late.window().column());
            case ColumnPlan.Distinct distinct -> with(wanted, distinct.keys());
            case ColumnPlan.WindowRows _ -> wanted;
            case ColumnPlan.Project project ->
                ReadColumns.of(wanted.stream().mapToObj(project.expressions()::get).toList());
            case ColumnPlan.Explode explode -> read(explode, wanted);
            case ColumnPlan.Running running -> {
                int columns = running.input().schema().size();
                Stream<Bound> values = wanted.stream()
                        .filter(column -> column >= columns)
                        .mapToObj(column -> running.aggregates().get(column - columns))
                        .flatMap(Demand::read);
                yield with(both(wanted.get(0, columns), values.toList()), running.keys());
            }
            case ColumnPlan.Aggregate aggregate -> read(aggregate, wanted);
            case ColumnPlan.Fill fill -> all(fill.input());
        };
    }

    private static BitSet read(ColumnPlan.Explode explode, BitSet wanted) {
        BitSet columns = ReadColumns.of(List.of(explode.value()));
        for (int i = 0; i < explode.carried().size(); i++) {
            if (wanted.get(i < explode.position() ? i : i + 1)) {
                columns.or(ReadColumns.of(List.of(explode.carried().get(i))));
            }
        }
        return columns;
    }

    private static BitSet read(ColumnPlan.Aggregate aggregate, BitSet wanted) {
        BitSet columns = ReadColumns.of(aggregate.keys());
        for (int i = 0; i < aggregate.aggregates().size(); i++) {
            if (aggregate.top().isPresent() || wanted.get(aggregate.keys().size() + i)) {
                columns.or(ReadColumns.of(read(aggregate.aggregates().get(i)).toList()));
            }
        }
        aggregate.top().ifPresent(rows -> {
            columns.or(ReadColumns.of(List.copyOf(rows.columns())));
            rows.order().forEach(order -> columns.or(ReadColumns.of(List.of(order.by()))));
        });
        return aggregate.window() instanceof Window.OfEventTime window ? with(columns, window.column()) : columns;
    }

    private static Stream<Bound> read(BoundAggregate aggregate) {
        return Stream.concat(aggregate.arguments().stream(), aggregate.condition().stream());
    }

    private void askSides(JoinPlan.OfJoin plan, BitSet wanted) {
        JoinPlan.Join join = plan.join();
        BitSet left = ReadColumns.of(join.leftKeys());
        BitSet right = ReadColumns.of(join.rightKeys());
        wanted.stream().mapToObj(join.columns()::get).forEach(column -> {
            if (column.from() != From.KEY) {
                (column.from() == From.LEFT ? left : right).set(column.index());
            }
        });
        int leftSize = join.left().schema().size();
        BitSet condition = ReadColumns.of(join.condition().stream().toList());
        left.or(condition.get(0, leftSize));
        right.or(condition.get(leftSize, Math.max(leftSize, condition.length())));
        switch (plan) {
            case JoinPlan.IntervalJoin near -> {
                left.set(near.leftTime());
                right.set(near.rightTime());
            }
            case JoinPlan.WindowJoin windows -> {
                left.set(windows.leftTime());
                right.set(windows.rightTime());
            }
            case JoinPlan.Join _,JoinPlan.LookupJoin _ -> {}
        }
        ask(join.left(), left);
        ask(join.right(), right);
    }

    private static BitSet both(BitSet columns, Collection<Bound> expressions) {
        BitSet both = ReadColumns.of(expressions);
        both.or(columns);
        return both;
    }

    private static BitSet with(BitSet columns, int column) {
        return with(columns, List.of(column));
    }

    private static BitSet with(BitSet columns, List<Integer> others) {
        BitSet with = (BitSet) columns.clone();
        others.forEach(with::set);
        return with;
    }

    private static BitSet all(Plan plan) {
        BitSet all = new BitSet();
        all.set(0, plan.schema().size());
        return all;
    }
}
