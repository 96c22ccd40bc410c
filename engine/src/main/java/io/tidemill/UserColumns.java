// SPDX-License-Identifier: Apache-2.0
package io.tidemill;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.tidemill.memory.Field;
import io.tidemill.memory.Schema;
import io.tidemill.plan.ColumnPlan;
import io.tidemill.plan.Plan;
import io.tidemill.plan.Site;
import io.tidemill.plan.expr.AggregateFunction;
import io.tidemill.plan.expr.Bound;
import io.tidemill.plan.expr.BoundAggregate;
import io.tidemill.plan.expr.UserCalls;

/// Columns for what calls the user's code, computed before the operator that reads them: only where rows are passed on as they are can one
/// be left out on which such code throws.
final class UserColumns {
    private final Plan input;
    private final Site site;
    private final List<Bound> columns = new ArrayList<>();
    private final List<Field> fields;

    UserColumns(Plan input, Site site) {
        this.input = input;
        this.site = site;
        this.fields = new ArrayList<>(input.schema().fields());
        for (int i = 0; i < fields.size(); i++) {
            Field field = fields.get(i);
            columns.add(new Bound.Column(i, field.name(), field.type(), field.nullable()));
        }
    }

    /// An expression, or the column that it becomes if it calls the user's code.
    Bound column(Bound expression) {
        if (!UserCalls.isIn(expression)) {
            return expression;
        }
        int known = columns.indexOf(expression);
        int index = known < 0 ? columns.size() : known;
        if (known < 0) {
            columns.add(expression);
            fields.add(new Field(index + ": " + expression, expression.type(), expression.nullable()));
        }
        return new Bound.Column(index, fields.get(index).name(), expression.type(), expression.nullable());
    }

    /// An aggregate whose arguments are computed only of the rows that are meant.
    BoundAggregate aggregate(BoundAggregate of) {
        List<Bound> arguments = new ArrayList<>();
        for (Bound argument : of.arguments()) {
            boolean isWrapped = of.function() == AggregateFunction.USER;
            arguments.add(isWrapped
                    ? argument.withChildren(argument.children().stream().map(child -> argument(of, child)).toList())
                    : argument(of, argument));
        }
        return new BoundAggregate(of.function(), arguments, of.condition().map(this::column), of.type(),
                of.nullable());
    }

    private Bound argument(BoundAggregate of, Bound argument) {
        return UserCalls.isIn(argument) ? column(where(of.condition(), argument)) : argument;
    }

    private static Bound where(Optional<Bound> condition, Bound value) {
        return condition.<Bound>map(rows -> new Bound.If(rows, value, new Bound.Null(value.type()), true))
                .orElse(value);
    }

    /// The input, with the columns that were asked for.
    Plan plan() {
        return columns.size() == input.schema().size()
                ? input
                : new ColumnPlan.Project(input, columns, new Schema(fields), site);
    }
}
