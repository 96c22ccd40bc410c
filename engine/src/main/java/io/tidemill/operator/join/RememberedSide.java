// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.join;

import io.tidemill.memory.Memory;
import io.tidemill.state.row.KeyedRows;

/// What a join remembers of one side beside the rows, and which of them it needs no more.
sealed interface RememberedSide extends AutoCloseable permits IntervalSide, WindowSide {

    /// Takes note of rows that were appended.
    void add(KeyedRows rows, JoinRows keys);

    /// How many rows nobody needs any more.
    int goneRows();

    boolean isGone(KeyedRows rows, int row);

    /// Keeps of all rows only some, which have new numbers now: 1, 2, ...
    ///
    /// @param numbers the old ones, as int32
    void move(long numbers, int count, KeyedRows rows, JoinRows keys);

    /// Forgets all rows.
    void clear();

    @Override
    void close();

    /// The group of a row's key.
    static int groupOf(KeyedRows rows, int row) {
        return Memory.intAt(rows.groups() + 4L * row);
    }
}
