// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.aggregate;

import io.tidemill.memory.Column;
import io.tidemill.state.GroupResults;

/// An aggregate, null for groups without values.
record NullableColumn(AggregateColumn values, ValueCounts counts) implements AggregateColumn {

    @Override
    public Column make(GroupResults results, long numbers, int count) {
        counts.read(results, numbers, count);
        return counts.mark(values.make(results, numbers, count), count);
    }
}
