// SPDX-License-Identifier: Apache-2.0
package io.tidemill.compile;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import io.tidemill.plan.ColumnPlan;
import io.tidemill.plan.Emit;
import io.tidemill.plan.JoinColumn;
import io.tidemill.plan.JoinColumn.From;
import io.tidemill.plan.JoinPlan;
import io.tidemill.plan.Plan;
import io.tidemill.plan.RowPlan;
import io.tidemill.plan.expr.Bound;
import io.tidemill.plan.expr.BoundAggregate;

/// Leaves out the columns that nobody reads: they are not computed, not gathered by joins, and no state is kept for them.
///
/// The columns of an input are what they are; lambdas and outputs read all that they are given. A plan that leaves out nothing stays
/// the same node. At least one column is left of each, which says how many rows there are.
final class Pruning {
    private final Demand demand;
    private final IdentityHashMap<Plan, Pruned> pruned = new IdentityHashMap<>();

    /// @param places where the plan's columns were once, and are now
    private record Pruned(Plan plan, Places places) {}

    private Pruning(Demand demand) {
        this.demand = demand;
    }

    /// The same outputs, over plans without needless columns.
    static List<Emit> prune(List<Emit> outputs) {
        Pruning pruning = new Pruning(Demand.of(outputs));
        return outputs.stream().map(output -> output.withInput(pruning.prune(output.input()).plan)).toList();
    }

    private Pruned prune(Plan plan) {
        Pruned known = pruned.get(plan);
        if (known == null) {
            known = make(plan);
            pruned.put(plan, known);
        }
        return known;
    }

    private Pruned make(Plan plan) {
        List<Pruned> children = plan.children().stream().map(this::prune).toList();
        Pruned made = switch (plan) {
            case ColumnPlan node -> make(node, children.getFirst());
            case Plan.Named named ->
                new Pruned(new Plan.Named(children.getFirst().plan, named.name()), children.getFirst().places);
            case JoinPlan.OfJoin join -> make(join, children.getFirst(), children.getLast());
            case JoinPlan.LateRows late ->
                new Pruned(new JoinPlan.LateRows(children.getFirst().plan, children.getLast().plan,
                        children.getFirst().places.of(late.window()), late.site()), children.getFirst().places);
            case Plan.Scan _,Plan.Union _,JoinPlan.Cogroup<?, ?, ?> _,RowPlan _ ->
                new Pruned(plan.withChildren(children.stream().map(Pruned::plan).toList()),
                        Places.same(plan.schema().size()));
        };
        return made.places.areSame() && isOver(plan, children) ? new Pruned(plan, made.places) : made;
    }

    /// Whether a plan stands on just these: then nothing changed below it.
    @SuppressWarnings("ReferenceEquality") // the same node, not an equal one
    private static boolean isOver(Plan plan, List<Pruned> children) {
        return IntStream.range(0, children.size()).allMatch(i -> children.get(i).plan == plan.children().get(i));
    }

    private Pruned make(ColumnPlan node, Pruned input) {
        Places places = input.places;
        return switch (node) {
            case ColumnPlan.Filter filter -> new Pruned(new ColumnPlan.Filter(input.plan, places.of(filter.predicate()),
                    places.of(filter.schema()), filter.site()), places);
            case ColumnPlan.Timed timed ->
                new Pruned(new ColumnPlan.Timed(input.plan, places.of(timed.column()), timed.time(), timed.site()),
                        places);
            case ColumnPlan.LateRows late ->
                new Pruned(new ColumnPlan.LateRows(input.plan, places.of(late.window()), late.site()), places);
            case ColumnPlan.Distinct distinct -> new Pruned(new ColumnPlan.Distinct(input.plan,
                    places.ofAll(distinct.keys()), distinct.withinMicros(), distinct.site()), places);
            case ColumnPlan.WindowRows rows ->
                new Pruned(new ColumnPlan.WindowRows(input.plan, rows.window(), rows.site()), places);
            case ColumnPlan.Fill fill ->
                new Pruned(fill.over(input.plan), Places.same(fill.schema().size()));
            case ColumnPlan.Project project -> make(project, input);
            case ColumnPlan.Explode explode -> make(explode, input);
            case ColumnPlan.Running running -> make(running, input);
            case ColumnPlan.Aggregate aggregate -> make(aggregate, input);
        };
    }

    private Pruned make(ColumnPlan.Project project, Pruned input) {
        Places places = Places.of(demand.of(project), project.schema().size());
        return new Pruned(new ColumnPlan.Project(input.plan, input.places.of(places.left(project.expressions())),
                places.of(project.schema()), project.site()), places);
    }

    private Pruned make(ColumnPlan.Explode explode, Pruned input) {
        BitSet left = demand.of(explode);
        left.set(explode.position());
        Places places = Places.of(left, explode.schema().size());
        List<Bound> values = new ArrayList<>(explode.carried());
        values.add(explode.position(), explode.value());
        List<Bound> carried = new ArrayList<>(input.places.of(places.left(values)));
        Bound value = carried.remove(places.of(explode.position()));
        return new Pruned(new ColumnPlan.Explode(input.plan, carried, places.of(explode.position()), value,
                explode.splitter(), places.of(explode.schema()), explode.site()), places);
    }

    private Pruned make(ColumnPlan.Running running, Pruned input) {
        int passed = running.input().schema().size();
        BitSet left = demand.of(running);
        IntStream.range(0, passed).forEach(column -> left.set(column, input.places.has(column)));
        Places places = Places.of(left, running.schema().size());
        return new Pruned(new ColumnPlan.Running(input.plan, input.places.ofAll(running.keys()),
                aggregates(running.aggregates(), left, passed, input), places.of(running.schema()), running.site()),
                places);
    }

    private Pruned make(ColumnPlan.Aggregate aggregate, Pruned input) {
        int keys = aggregate.keys().size();
        BitSet left = demand.of(aggregate);
        left.set(0, keys);
        left.set(keys + aggregate.aggregates().size(), aggregate.schema().size());
        if (aggregate.top().isPresent()) {
            left.set(0, aggregate.schema().size());
        }
        Places places = Places.of(left, aggregate.schema().size());
        return new Pruned(new ColumnPlan.Aggregate(input.plan, input.places.of(aggregate.keys()),
                aggregates(aggregate.aggregates(), left, keys, input), input.places.of(aggregate.top()),
                input.places.of(aggregate.window()), aggregate.emission(), places.of(aggregate.schema()),
                aggregate.site()), places);
    }

    /// Those of some aggregates that are left.
    ///
    /// @param left columns
    /// @param first of the aggregates' columns
    private static List<BoundAggregate> aggregates(List<BoundAggregate> aggregates, BitSet left, int first,
            Pruned input) {
        return IntStream.range(0, aggregates.size())
                .filter(i -> left.get(first + i))
                .mapToObj(aggregates::get)
                .map(input.places::of)
                .toList();
    }

    private Pruned make(JoinPlan.OfJoin plan, Pruned left, Pruned right) {
        JoinPlan.Join join = plan.join();
        Places places = Places.of(demand.of(plan), join.schema().size());
        int leftSize = join.left().schema().size();
        int leftNow = left.plan.schema().size();
        Optional<Bound> condition = join.condition()
                .map(of -> Places.moved(of, column -> column < leftSize
                        ? left.places.of(column)
                        : leftNow + right.places.of(column - leftSize)));
        List<JoinColumn> columns = places.left(join.columns()).stream().map(column -> switch (column.from()) {
            case LEFT -> new JoinColumn(From.LEFT, left.places.of(column.index()));
            case RIGHT -> new JoinColumn(From.RIGHT, right.places.of(column.index()));
            case KEY -> column;
        }).toList();
        JoinPlan.Join better = new JoinPlan.Join(left.plan, right.plan, join.type(), left.places.of(join.leftKeys()),
                right.places.of(join.rightKeys()), condition, columns, places.of(join.schema()), join.site());
        return new Pruned(switch (plan) {
            case JoinPlan.Join _ -> better;
            case JoinPlan.LookupJoin lookup -> lookup.with(better);
            case JoinPlan.IntervalJoin near -> new JoinPlan.IntervalJoin(better, left.places.of(near.leftTime()),
                    right.places.of(near.rightTime()), near.beforeMicros(), near.afterMicros(), near.latestOnly());
            case JoinPlan.WindowJoin windows -> new JoinPlan.WindowJoin(better, left.places.of(windows.window()),
                    right.places.of(windows.rightTime()));
        }, places);
    }
}
