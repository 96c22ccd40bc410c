// SPDX-License-Identifier: Apache-2.0
package io.tidemill;

import io.tidemill.memory.Chunk;
import io.tidemill.memory.ColumnWriter;

/// A function of the user's that makes a column of columns, for the rows of a chunk at once.
///
/// It may be called on several threads at once and keeps nothing. Only the rows that are meant are to be computed, by their numbers:
///
/// ```java
/// for (int i = 0; i < arguments.selectedRows(); i++) {
///     int row = arguments.rowAt(i);
///     result.setLong(row, arguments.column(0).longAt(row) * 2);
/// }
/// ```
@FunctionalInterface
public interface ColumnFunction {

    /// @param arguments a column of each argument, good for this call; rows where one is null are left out, unless nulls are asked for
    /// @param result takes the values, by row; where none is written it is null
    void apply(Chunk arguments, ColumnWriter result) throws Exception;
}
