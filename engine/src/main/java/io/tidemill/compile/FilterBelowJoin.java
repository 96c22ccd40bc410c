// SPDX-License-Identifier: Apache-2.0
package io.tidemill.compile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.tidemill.memory.Field;
import io.tidemill.memory.Schema;
import io.tidemill.operator.expression.ReadColumns;
import io.tidemill.plan.ColumnPlan;
import io.tidemill.plan.JoinColumn;
import io.tidemill.plan.JoinColumn.From;
import io.tidemill.plan.JoinPlan;
import io.tidemill.plan.Plan;
import io.tidemill.plan.expr.Bound;

/// Filters the sides of a join in place of its rows, by what a condition asks of one side or of the keys.
///
/// A side that may be missing is not filtered by its columns: that would make rows without a match of some that have one. Nor is
/// the right side where one of several rows is taken, since another one would be. Parts of a condition that may fail stay.
final class FilterBelowJoin implements RewriteRule {

    @Override
    public Optional<Plan> apply(Plan.OfOne node) {
        return node instanceof ColumnPlan.Filter filter && filter.input() instanceof JoinPlan.OfJoin join
                ? new Sides(join).filteredBy(filter)
                : Optional.empty();
    }

    /// A join, and what each of its sides is filtered by.
    private static final class Sides {
        private final JoinPlan.OfJoin plan;
        private final JoinPlan.Join join;
        private final List<Bound> left = new ArrayList<>();
        private final List<Bound> right = new ArrayList<>();
        private final List<Bound> rest = new ArrayList<>();

        Sides(JoinPlan.OfJoin plan) {
            this.plan = plan;
            this.join = plan.join();
        }

        Optional<Plan> filteredBy(ColumnPlan.Filter filter) {
            Conditions.parts(filter.predicate()).forEach(this::place);
            if (left.isEmpty() && right.isEmpty()) {
                return Optional.empty();
            }
            Plan better = plan
                    .with(join.over(filtered(join.left(), left, filter), filtered(join.right(), right, filter))
                            .giving(join.columns(), rest.isEmpty() ? filter.schema() : join.schema()));
            return Optional.of(Conditions.filtered(better, rest, filter.schema(), filter.site()));
        }

        private static Plan filtered(Plan side, List<Bound> conditions, ColumnPlan.Filter filter) {
            return Conditions.filtered(side, conditions, side.schema(), filter.site());
        }

        /// Every row of the join has to come from a row that was asked: a match from one of two, others from the only one.
        private void place(Bound part) {
            Optional<Bound> ofLeft = ofSide(part, join.left().schema(), From.LEFT, join.leftKeys());
            Optional<Bound> ofRight = takesOne()
                    ? Optional.empty()
                    : ofSide(part, join.right().schema(), From.RIGHT, join.rightKeys());
            boolean isAsked = (ofLeft.isPresent() || ofRight.isPresent())
                    && (ofLeft.isPresent() || !join.type().keepsLeft())
                    && (ofRight.isPresent() || !join.type().keepsRight());
            if (isAsked) {
                ofLeft.ifPresent(left::add);
                ofRight.ifPresent(right::add);
            } else {
                rest.add(part);
            }
        }

        private boolean takesOne() {
            return plan instanceof JoinPlan.LookupJoin
                    || (plan instanceof JoinPlan.IntervalJoin near && near.latestOnly());
        }

        private Optional<Bound> ofSide(Bound part, Schema schema, From side, List<Bound> keys) {
            return part.mayFail() || ReadColumns.of(List.of(part)).isEmpty()
                    ? Optional.empty()
                    : Conditions.over(part, index -> ofSide(join.columns().get(index), schema, side, keys));
        }

        private static Optional<Bound.Column> ofSide(JoinColumn column, Schema schema, From side, List<Bound> keys) {
            if (column.from() == From.KEY) {
                return Conditions.key(keys.get(column.index()));
            }
            if (column.from() != side) {
                return Optional.empty();
            }
            Field field = schema.field(column.index());
            return Optional.of(new Bound.Column(column.index(), field.name(), field.type(), field.nullable()));
        }
    }
}
