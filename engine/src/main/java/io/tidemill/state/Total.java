// SPDX-License-Identifier: Apache-2.0
package io.tidemill.state;

import io.tidemill.memory.BlockWriter;
import io.tidemill.memory.Column;

/// One aggregate of rows without keys.
///
/// @param <T> the class itself: totals are merged with totals of the same aggregate
public interface Total<T extends Total<T>> {

    /// Adds values of a column.
    ///
    /// @param bits which rows count, from bit 0 on; 0 = all
    /// @param values how many that are
    void add(Column column, long bits, int rows, int values);

    /// Adds what another total of the same aggregate has: values that came after this one's.
    void merge(T later);

    /// Forgets all values.
    void clear();

    /// Sets the result in a row: null without values, but 0 for a count. False if its text does not fit.
    boolean write(BlockWriter row, int column);
}
