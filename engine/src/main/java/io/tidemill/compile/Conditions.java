// SPDX-License-Identifier: Apache-2.0
package io.tidemill.compile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

import io.tidemill.memory.Schema;
import io.tidemill.plan.ColumnPlan;
import io.tidemill.plan.Plan;
import io.tidemill.plan.Site;
import io.tidemill.plan.expr.Bound;

/// Takes conditions apart, says them of other columns, and filters by them.
final class Conditions {
    private Conditions() {}

    /// What must all be true, in order.
    static List<Bound> parts(Bound condition) {
        List<Bound> parts = new ArrayList<>();
        addParts(condition, parts);
        return parts;
    }

    private static void addParts(Bound condition, List<Bound> parts) {
        if (condition instanceof Bound.And(Bound left, Bound right)) {
            addParts(left, parts);
            addParts(right, parts);
        } else {
            parts.add(condition);
        }
    }

    /// The same expression over other columns; nothing if one of its columns has no other.
    ///
    /// @param others of each column
    static Optional<Bound> over(Bound expression, IntFunction<Optional<Bound.Column>> others) {
        if (expression instanceof Bound.Column column) {
            return others.apply(column.index()).map(Bound.class::cast);
        }
        List<Bound> operands = new ArrayList<>();
        for (Bound operand : expression.children()) {
            Optional<Bound> other = over(operand, others);
            if (other.isEmpty()) {
                return Optional.empty();
            }
            operands.add(other.get());
        }
        return Optional.of(expression.withChildren(operands));
    }

    /// An expression that is a column.
    static Optional<Bound.Column> column(Bound expression) {
        return expression instanceof Bound.Column column ? Optional.of(column) : Optional.empty();
    }

    /// A key that is a column, and the same in all rows of the key: floats are not, of which 0.0 equals -0.0.
    static Optional<Bound.Column> key(Bound expression) {
        return column(expression).filter(key -> !key.type().isFloat());
    }

    /// The rows for which all conditions are true.
    ///
    /// @param conditions in the order in which they are asked; none leaves the input as it is
    static Plan filtered(Plan input, List<Bound> conditions, Schema schema, Site site) {
        return conditions.stream()
                .reduce(Bound.And::new)
                .<Plan>map(all -> new ColumnPlan.Filter(input, all, schema, site))
                .orElse(input);
    }
}
