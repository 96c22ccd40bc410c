// SPDX-License-Identifier: Apache-2.0
package io.tidemill.plan;

import java.util.List;
import java.util.OptionalInt;

import io.tidemill.plan.JoinColumn.From;
import io.tidemill.plan.expr.Bound;

/// Where the event time of a stream is among its columns.
public final class EventColumn {

    private EventColumn() {}

    /// The index of the column; empty if no event time is followed, or if what stands on it has dropped or changed the column.
    public static OptionalInt of(Plan plan) {
        return switch (plan) {
            case ColumnPlan.Timed timed -> OptionalInt.of(timed.column());
            case ColumnPlan.Filter filter -> of(filter.input());
            case Plan.Named named -> of(named.input());
            case ColumnPlan.Distinct distinct -> of(distinct.input());
            case ColumnPlan.Running running -> of(running.input());
            case ColumnPlan.Project project -> position(of(project.input()), project.expressions());
            case ColumnPlan.Explode explode -> exploded(explode);
            case Plan.Union union -> common(union.inputs());
            case JoinPlan.Join join -> joined(join);
            case JoinPlan.LookupJoin lookup -> joined(lookup.join());
            case Plan.Scan _,JoinPlan.IntervalJoin _,JoinPlan.WindowJoin _,JoinPlan.LateRows _,JoinPlan.Cogroup<?, ?, ?> _,ColumnPlan.Aggregate _,ColumnPlan.Fill _,ColumnPlan.LateRows _,ColumnPlan.WindowRows _,RowPlan _ ->
                OptionalInt.empty();
        };
    }

    /// Whether event time is followed below a plan, on the way to it or not: a window of groups puts an end to it, and so does being late.
    public static boolean isFollowed(Plan plan) {
        return switch (plan) {
            case ColumnPlan.Timed _ -> true;
            case ColumnPlan.Aggregate _,ColumnPlan.LateRows _,JoinPlan.IntervalJoin _,JoinPlan.WindowJoin _,JoinPlan.LateRows _ ->
                false;
            default -> plan.children().stream().anyMatch(EventColumn::isFollowed);
        };
    }

    private static OptionalInt position(OptionalInt column, List<Bound> expressions) {
        for (int i = 0; column.isPresent() && i < expressions.size(); i++) {
            if (expressions.get(i) instanceof Bound.Column same && same.index() == column.getAsInt()) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }

    private static OptionalInt exploded(ColumnPlan.Explode explode) {
        OptionalInt carried = position(of(explode.input()), explode.carried());
        return carried.isPresent() && carried.getAsInt() >= explode.position()
                ? OptionalInt.of(carried.getAsInt() + 1)
                : carried;
    }

    /// That of the left side, where every row has one.
    private static OptionalInt joined(JoinPlan.Join join) {
        OptionalInt left = join.type().keepsRight() ? OptionalInt.empty() : of(join.left());
        int column = left.isEmpty() ? -1 : join.columns().indexOf(new JoinColumn(From.LEFT, left.getAsInt()));
        return column < 0 ? OptionalInt.empty() : OptionalInt.of(column);
    }

    private static OptionalInt common(List<Plan> inputs) {
        OptionalInt first = of(inputs.getFirst());
        return inputs.stream().allMatch(input -> of(input).equals(first)) ? first : OptionalInt.empty();
    }
}
