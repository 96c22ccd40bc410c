// SPDX-License-Identifier: Apache-2.0
package io.tidemill;

import java.util.List;

import io.tidemill.codec.RowEncoding;
import io.tidemill.plan.Plan;
import io.tidemill.plan.Site;
import io.tidemill.plan.expr.Aggregate;
import io.tidemill.plan.expr.Order;

/// The first rows of each group by some order, waiting to hear what is to stand beside them.
public final class RankedStream {
    private final GroupedStream groups;
    private final int most;
    private final List<Order> order;
    private final boolean latestFirst;
    private final Site site;

    /// @param latestFirst whether of rows that are equal by the order the one that came last is first
    RankedStream(GroupedStream groups, int most, List<Order> order, boolean latestFirst, Site site) {
        this.groups = groups;
        this.most = most;
        this.order = List.copyOf(order);
        this.latestFirst = latestFirst;
        this.site = site;
    }

    /// These rows, each group's in order: keys, then what is said of the group, then the columns of the stream that are no keys.
    ///
    /// @param beside aggregates of the whole group, when its window ends ([Functions#windowEnd]), or the place of the row in the group
    ///         ([Functions#rank])
    public DStream<Row> rows(Aggregate... beside) {
        StreamingContext context = groups.context();
        context.requireBuilding(site.operation());
        Plan rows = groups.ranked(new Ranking(most, order, latestFirst, List.of(beside), site));
        return new DStream<>(context, rows, new RowEncoding(rows.schema()));
    }
}
