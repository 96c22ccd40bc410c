// SPDX-License-Identifier: Apache-2.0
package io.tidemill.compile;

import java.util.List;
import java.util.Optional;

import io.tidemill.plan.Plan;
import io.tidemill.plan.expr.Bound;

/// Filters before columns are computed, where the condition asks only for columns that the projection passes on as they are.
///
/// `select(a, b * c as d).where(a > 0)` then computes `d` only of the rows that are kept.
final class FilterBelowProject implements RewriteRule {

    @Override
    public Optional<Plan> apply(Plan.OfOne node) {
        if (!(node instanceof Plan.Filter filter) || !(filter.input() instanceof Plan.Project project)) {
            return Optional.empty();
        }
        return below(filter.predicate(), project.expressions()).map(predicate -> {
            Plan filtered = filter(project.input(), predicate, filter);
            return new Plan.Project(filtered, project.expressions(), filter.schema(), project.site());
        });
    }

    /// The filter may meet another projection.
    private Plan filter(Plan input, Bound predicate, Plan.Filter original) {
        Plan.Filter filter = new Plan.Filter(input, predicate, input.schema(), original.site());
        return input instanceof Plan.Project ? apply(filter).orElse(filter) : filter;
    }

    /// The condition over the projection's input, if it can be said.
    private static Optional<Bound> below(Bound bound, List<Bound> expressions) {
        return switch (bound) {
            case Bound.Column column ->
                expressions.get(column.index()) instanceof Bound.Column below ? Optional.of(below) : Optional.empty();
            case Bound.Constant constant -> Optional.of(constant);
            case Bound.Arithmetic a -> both(a.left(), a.right(), expressions)
                    .map(pair -> new Bound.Arithmetic(a.operator(), pair.get(0), pair.get(1), a.type(), a.nullable()));
            case Bound.Comparison c -> both(c.left(), c.right(), expressions)
                    .map(pair -> new Bound.Comparison(c.operator(), pair.get(0), pair.get(1)));
            case Bound.And and ->
                both(and.left(), and.right(), expressions).map(pair -> new Bound.And(pair.get(0), pair.get(1)));
            case Bound.Or or ->
                both(or.left(), or.right(), expressions).map(pair -> new Bound.Or(pair.get(0), pair.get(1)));
            case Bound.Not(Bound input) -> below(input, expressions).map(Bound.Not::new);
            case Bound.IsNull(Bound input) -> below(input, expressions).map(Bound.IsNull::new);
            case Bound.Cast cast -> below(cast.input(), expressions).map(input -> new Bound.Cast(input, cast.type()));
        };
    }

    private static Optional<List<Bound>> both(Bound left, Bound right, List<Bound> expressions) {
        return below(left, expressions).flatMap(below -> below(right, expressions).map(other -> List.of(below, other)));
    }
}
