// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.aggregate;

import io.tidemill.memory.Column;
import io.tidemill.memory.Type;
import io.tidemill.state.GroupResults;

/// The places of rows among those of their groups, as who puts out the rows has counted them.
final class RankColumn implements AggregateColumn {
    private final Column column = new Column(Type.INT32);

    /// @param places of the rows at hand, as int32
    void set(long places) {
        column.setFixed(places);
    }

    @Override
    public Column make(GroupResults results, long numbers, int count) {
        return column;
    }
}
