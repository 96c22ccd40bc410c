// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.aggregate;

import io.tidemill.memory.Column;
import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.Owned;
import io.tidemill.state.GroupResults;
import io.tidemill.state.accumulation.Accumulation;
import io.tidemill.state.accumulation.KeptRows;

/// What is asked for of the rows that were kept; null for groups that have none.
final class KeptRowColumn implements AggregateColumn {
    private final int step;
    private final KeptRows rows;

    KeptRowColumn(int step, Accumulation accumulation, OperatorContext context, Owned owned) {
        this.step = step;
        rows = (KeptRows) owned.add(accumulation.results(context.budget(), "an aggregate of " + context.name()));
    }

    @Override
    public Column make(GroupResults results, long numbers, int count) {
        results.pick(step, numbers, count, rows);
        return rows.values();
    }
}
