// SPDX-License-Identifier: Apache-2.0
package io.tidemill;

import java.util.ArrayList;
import java.util.List;

import io.tidemill.memory.Field;
import io.tidemill.memory.Schema;
import io.tidemill.plan.ColumnPlan;
import io.tidemill.plan.Labels;
import io.tidemill.plan.Site;
import io.tidemill.plan.TopRows;
import io.tidemill.plan.expr.Aggregate;
import io.tidemill.plan.expr.AggregateFunction;
import io.tidemill.plan.expr.Binder;
import io.tidemill.plan.expr.Bound;
import io.tidemill.plan.expr.BoundOrder;
import io.tidemill.plan.expr.Order;

/// What a user said of the first rows of each group: checks it against the stream.
record Ranking(int most, List<Order> order, boolean latestFirst, List<Aggregate> beside, Site site) {

    /// @param groups with the aggregates that stand beside the rows
    ColumnPlan.Aggregate of(ColumnPlan.Aggregate groups) {
        Schema input = groups.input().schema();
        Binder binder = new Binder(input, Labels.of(groups.input()), site);
        if (most < 1 || most > TopRows.MOST) {
            throw binder.wrong("the first %,d rows of a group: from 1 to %,d are kept".formatted(most, TopRows.MOST));
        }
        if (beside.stream().anyMatch(aggregate -> aggregate.function() == AggregateFunction.LAG)) {
            throw binder.wrong("lag is for groupBy(...).running(...): rows that are ranked have left others out");
        }
        List<BoundOrder> bound = order.stream().map(binder::bind).toList();
        List<Bound.Column> columns = new ArrayList<>();
        List<Field> fields = new ArrayList<>(groups.schema().fields());
        for (int column = 0; column < input.size(); column++) {
            Field field = input.field(column);
            Bound.Column same = new Bound.Column(column, field.name(), field.type(), field.nullable());
            if (!groups.keys().contains(same)) {
                ColumnOperations.requireKept(field, binder);
                columns.add(same);
                fields.add(field);
            }
        }
        return groups.top(new TopRows(most, bound, latestFirst, columns), ColumnOperations.schema(fields, binder));
    }
}
