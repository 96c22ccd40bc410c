// SPDX-License-Identifier: Apache-2.0
package io.tidemill.format.column;

import io.tidemill.memory.Column;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.Type;

/// Makes the values of one column out of the text of a run of lines.
sealed interface ParsedColumn permits IntegerColumn, FloatColumn, DecimalColumn, BooleanColumn, MomentColumn,
        TextColumn, ListColumn {

    /// A column of a type.
    ///
    /// @param data room for [ParsedRows#VALUE_BYTES] a row
    /// @param what names the source in messages about memory that texts and lists ask for
    static ParsedColumn of(Type type, long data, int mostRows, Nulls nulls, ValueParsing parsing,
            MemoryBudget budget, String what) {
        return switch (type.kind()) {
            case INT8, INT16, INT32, INT64 -> new IntegerColumn(type.byteWidth(), data, nulls);
            case FLOAT32 -> new FloatColumn(false, data, nulls);
            case FLOAT64 -> new FloatColumn(true, data, nulls);
            case DECIMAL -> new DecimalColumn(type, data, nulls);
            case BOOL -> new BooleanColumn(data, nulls);
            case TIMESTAMP, TIMESTAMP_NTZ, DATE, TIME ->
                new MomentColumn(type, MomentReader.of(type, parsing.options()), data, nulls);
            case UTF8 ->
                new TextColumn(budget, what, parsing.unescape(), data, mostRows, parsing.impossible(), nulls);
            case LIST -> new ListColumn(budget, what, type.elementType(), parsing, data, mostRows, nulls);
            case BINARY, OBJECT -> throw new IllegalArgumentException("no text is read into " + type);
        };
    }

    /// Makes a value of each cell; what is none is said to the column's [Nulls]. Rows that are rejects already may get any value.
    ///
    /// @param text what positions in cells are counted from
    void parse(long text, long cells, int rows);

    /// Views the values from a row on, nulls excluded.
    void view(int from, Column target);

    Nulls nulls();

    default void close() {}
}
