// SPDX-License-Identifier: Apache-2.0
package io.tidemill;

import java.util.ArrayList;
import java.util.List;

import io.tidemill.memory.Field;
import io.tidemill.memory.Type;
import io.tidemill.plan.ColumnPlan;
import io.tidemill.plan.Labels;
import io.tidemill.plan.Plan;
import io.tidemill.plan.Site;
import io.tidemill.plan.expr.Aggregate;
import io.tidemill.plan.expr.AggregateFunction;
import io.tidemill.plan.expr.Binder;
import io.tidemill.plan.expr.Bound;
import io.tidemill.plan.expr.BoundAggregate;
import io.tidemill.plan.expr.Expr;

/// Plans of aggregates that stand beside each row.
final class RunningAggregates {

    private RunningAggregates() {}

    static Plan of(Plan input, List<Expr> keys, List<Aggregate> aggregates, Site site) {
        Binder binder = new Binder(input.schema(), Labels.of(input), site);
        ColumnOperations.requireKeys(keys.size(), site);
        List<Integer> keyColumns = new ArrayList<>();
        for (Expr key : keys) {
            if (!(binder.bind(key) instanceof Bound.Column column)) {
                throw binder.wrong(
                        "running aggregates go by columns, and %s is none: make one with withColumn(...)"
                                .formatted(key));
            }
            keyColumns.add(column.index());
        }
        List<Field> fields = new ArrayList<>(input.schema().fields());
        fields.forEach(field -> ColumnOperations.requireKept(field, binder));
        List<BoundAggregate> bound = new ArrayList<>();
        for (Aggregate aggregate : aggregates) {
            BoundAggregate each = binder.bind(aggregate, true);
            requireRunning(aggregate, each, binder);
            bound.add(each);
            fields.add(new Field(aggregate.columnName(), each.type(), each.nullable()));
        }
        return new ColumnPlan.Running(input, keyColumns, bound, ColumnOperations.schema(fields, binder), site);
    }

    private static void requireRunning(Aggregate aggregate, BoundAggregate bound, Binder binder) {
        AggregateFunction function = bound.function();
        boolean isRunning = switch (function) {
            case COUNT, SUM, AVG, BOOL_AND, BOOL_OR -> true;
            case MIN, MAX -> bound.type().layout() == Type.Layout.FIXED && !bound.type().isWide();
            case LAG -> aggregate.condition().isEmpty();
            default -> false;
        };
        if (!isRunning) {
            throw binder.wrong(
                    "%s is not kept row by row: count, sum, avg, boolAnd, boolOr, min and max of numbers of up to 18 digits and of times are, and lag without a filter"
                            .formatted(aggregate));
        }
    }
}
