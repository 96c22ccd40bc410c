// SPDX-License-Identifier: Apache-2.0
package io.tidemill.compile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.tidemill.plan.ColumnPlan;
import io.tidemill.plan.Plan;
import io.tidemill.plan.expr.Bound;

/// Filters before columns are computed, where the condition asks only for columns that the projection passes on as they are.
///
/// `select(a, b * c as d).where(a > 0)` then computes `d` only of the rows that are kept.
final class FilterBelowProject implements RewriteRule {

    @Override
    public Optional<Plan> apply(Plan.OfOne node) {
        if (!(node instanceof ColumnPlan.Filter filter) || !(filter.input() instanceof ColumnPlan.Project project)) {
            return Optional.empty();
        }
        return below(filter.predicate(), project.expressions()).map(predicate -> {
            Plan filtered = filter(project.input(), predicate, filter);
            return new ColumnPlan.Project(filtered, project.expressions(), filter.schema(), project.site());
        });
    }

    /// The filter may meet another projection.
    private Plan filter(Plan input, Bound predicate, ColumnPlan.Filter original) {
        ColumnPlan.Filter filter = new ColumnPlan.Filter(input, predicate, input.schema(), original.site());
        return input instanceof ColumnPlan.Project ? apply(filter).orElse(filter) : filter;
    }

    /// The condition over the projection's input, if it can be said.
    private static Optional<Bound> below(Bound bound, List<Bound> expressions) {
        if (bound instanceof Bound.Column column) {
            Bound below = expressions.get(column.index());
            return below instanceof Bound.Column ? Optional.of(below) : Optional.empty();
        }
        List<Bound> children = new ArrayList<>();
        for (Bound child : bound.children()) {
            Optional<Bound> below = below(child, expressions);
            if (below.isEmpty()) {
                return Optional.empty();
            }
            children.add(below.get());
        }
        return Optional.of(bound.withChildren(children));
    }
}
