// SPDX-License-Identifier: Apache-2.0
package io.tidemill.compile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.tidemill.memory.Field;
import io.tidemill.memory.Schema;
import io.tidemill.operator.expression.ReadColumns;
import io.tidemill.plan.ColumnPlan;
import io.tidemill.plan.Plan;
import io.tidemill.plan.expr.Bound;

/// Filters before columns are computed, rows multiplied or groups made, where a condition asks only for what is the same before.
///
/// `select(a, b * c as d).where(a > 0)` then computes `d` only of the rows that are kept, and `groupBy(k).count().where(k > 0)` makes
/// no group that nobody sees. Of a conjunction each part goes as far as it can. What stays: a part that may fail, unless
/// it is asked of the same rows before; and one that reads no column, as no rows make one group where there are no keys.
final class FilterBelow implements RewriteRule {

    @Override
    public Optional<Plan> apply(Plan.OfOne node) {
        return node instanceof ColumnPlan.Filter filter && filter.input() instanceof ColumnPlan stage
                ? apply(filter, stage)
                : Optional.empty();
    }

    private static Optional<Plan> apply(ColumnPlan.Filter filter, ColumnPlan stage) {
        List<Bound> parts = Conditions.parts(filter.predicate());
        List<Optional<Bound>> moved = parts.stream().map(part -> before(stage, part)).toList();
        boolean isWhole = stage instanceof ColumnPlan.Project && moved.stream().allMatch(Optional::isPresent);
        List<Bound> below = new ArrayList<>();
        List<Bound> rest = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            if (moved.get(i).isPresent() && (isWhole || !parts.get(i).mayFail())) {
                below.add(moved.get(i).get());
            } else {
                rest.add(parts.get(i));
            }
        }
        if (below.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(rest.isEmpty()
                ? giving(filter.schema(), stage, below, filter)
                : Conditions.filtered(giving(stage.schema(), stage, below, filter), rest, filter.schema(),
                        filter.site()));
    }

    private static Optional<Bound> before(ColumnPlan stage, Bound part) {
        return ReadColumns.of(List.of(part)).isEmpty()
                ? Optional.empty()
                : Conditions.over(part, column -> before(stage, column));
    }

    /// The column of a stage's input that is the same, in each row that a row of the stage is made of.
    private static Optional<Bound.Column> before(ColumnPlan stage, int column) {
        return switch (stage) {
            case ColumnPlan.Project project -> Conditions.column(project.expressions().get(column));
            case ColumnPlan.Explode explode when column != explode.position() ->
                Conditions.column(explode.carried().get(column < explode.position() ? column : column - 1));
            case ColumnPlan.Aggregate aggregate when column < aggregate.keys().size() ->
                Conditions.key(aggregate.keys().get(column));
            case ColumnPlan.Distinct distinct when distinct.keys().contains(column) ->
                Conditions.key(same(stage, column));
            case ColumnPlan.Running running when running.keys().contains(column) ->
                Conditions.key(same(stage, column));
            case ColumnPlan.WindowRows _ -> Optional.of(same(stage, column));
            case ColumnPlan.Explode _,ColumnPlan.Aggregate _,ColumnPlan.Distinct _,ColumnPlan.Running _,ColumnPlan.Filter _,ColumnPlan.Timed _,ColumnPlan.Fill _,ColumnPlan.LateRows _ ->
                Optional.empty();
        };
    }

    private static Bound.Column same(ColumnPlan stage, int column) {
        Field field = stage.input().schema().field(column);
        return new Bound.Column(column, field.name(), field.type(), field.nullable());
    }

    /// A stage over those rows of its input for which all conditions are true.
    private static Plan giving(Schema schema, ColumnPlan stage, List<Bound> conditions, ColumnPlan.Filter filter) {
        Schema before = stage instanceof ColumnPlan.SameColumns ? schema : stage.input().schema();
        Plan input = Conditions.filtered(stage.input(), conditions, before, filter.site());
        return switch (stage) {
            case ColumnPlan.Project(_, var expressions, _, var site) ->
                new ColumnPlan.Project(input, expressions, schema, site);
            case ColumnPlan.Explode(_, var carried, var position, var value, var splitter, _, var site) ->
                new ColumnPlan.Explode(input, carried, position, value, splitter, schema, site);
            case ColumnPlan.Aggregate(_, var keys, var aggregates, var top, var window, var emission, _, var site) ->
                new ColumnPlan.Aggregate(input, keys, aggregates, top, window, emission, schema, site);
            case ColumnPlan.Running(_, var keys, var aggregates, _, var site) ->
                new ColumnPlan.Running(input, keys, aggregates, schema, site);
            case ColumnPlan.SameColumns _,ColumnPlan.Filter _,ColumnPlan.Fill _ -> stage.over(input);
        };
    }
}
