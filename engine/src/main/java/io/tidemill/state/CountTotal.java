// SPDX-License-Identifier: Apache-2.0
package io.tidemill.state;

import io.tidemill.memory.BlockWriter;
import io.tidemill.memory.Column;

/// The number of values.
public final class CountTotal implements Total<CountTotal> {
    private long count;

    @Override
    public void add(Column column, long bits, int rows, int values) {
        count += values;
    }

    /// Counts rows, whatever their columns hold.
    public void add(int rows) {
        count += rows;
    }

    @Override
    public void merge(CountTotal later) {
        count += later.count;
    }

    @Override
    public void clear() {
        count = 0;
    }

    @Override
    public boolean write(BlockWriter row, int column) {
        row.setLong(column, count);
        return true;
    }
}
