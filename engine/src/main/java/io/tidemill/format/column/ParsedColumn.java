// SPDX-License-Identifier: Apache-2.0
package io.tidemill.format.column;

import io.tidemill.memory.Column;

/// Makes the values of one column out of the text of a run of lines.
sealed interface ParsedColumn permits IntegerColumn, FloatColumn, DecimalColumn, BooleanColumn, MomentColumn,
        TextColumn {

    /// Makes a value of each cell; what is none is said to the column's [Nulls]. Rows that are rejects already may get any value.
    ///
    /// @param text what positions in cells are counted from
    void parse(long text, long cells, int rows);

    /// Views the values from a row on, nulls excluded.
    void view(int from, Column target);

    Nulls nulls();

    default void close() {}
}
