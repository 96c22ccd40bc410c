// SPDX-License-Identifier: Apache-2.0
package io.tidemill.testkit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;

import org.jspecify.annotations.Nullable;

/// A row as Java values, one a column: what references compute with and what outputs are compared as.
///
/// Integers are boxed in their own width, timestamps and times are `Long` microseconds, dates `Integer` days, text is a `String`,
/// binary are [io.tidemill.memory.Bytes], decimals `BigDecimal`s of their type's scale, lists are `List`s of
/// these.
public record TestRow(List<@Nullable Object> values) {

    public static TestRow of(@Nullable Object... values) {
        return make(values.length, column -> values[column]);
    }

    /// A row of as many columns, each made from its number.
    public static TestRow make(int columns, IntFunction<@Nullable Object> value) {
        List<@Nullable Object> values = new ArrayList<>(columns);
        for (int column = 0; column < columns; column++) {
            values.add(value.apply(column));
        }
        return new TestRow(Collections.unmodifiableList(values));
    }

    public @Nullable Object get(int column) {
        return values.get(column);
    }

    public boolean isNull(int column) {
        return values.get(column) == null;
    }

    /// The value of any integer, date or timestamp column.
    public long longAt(int column) {
        return ((Number) notNull(column)).longValue();
    }

    /// The value of any numeric column.
    public double doubleAt(int column) {
        return ((Number) notNull(column)).doubleValue();
    }

    public String textAt(int column) {
        return (String) notNull(column);
    }

    public Object notNull(int column) {
        return Objects.requireNonNull(values.get(column), () -> "column " + column + " of " + this + " is null");
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
