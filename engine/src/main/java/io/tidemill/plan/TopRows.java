// SPDX-License-Identifier: Apache-2.0
package io.tidemill.plan;

import java.util.List;

import io.tidemill.plan.expr.Bound;
import io.tidemill.plan.expr.BoundOrder;

/// Which rows of a group are put out in place of the group.
///
/// @param most how many of each group
/// @param latestFirst whether of rows that are equal by the order the one that came last is first
/// @param columns of the rows that are put out
public record TopRows(int most, List<BoundOrder> order, boolean latestFirst, List<Bound.Column> columns) {
    /// No group has more.
    public static final int MOST = 1_000_000;

    public TopRows {
        order = List.copyOf(order);
        columns = List.copyOf(columns);
        if (most < 1 || most > MOST || order.isEmpty()) {
            throw new IllegalArgumentException("the first %d rows by %s".formatted(most, order));
        }
    }

    @Override
    public String toString() {
        return "first %d rows by %s, of equal ones that which came %s".formatted(most, order,
                latestFirst ? "last" : "first");
    }
}
