// SPDX-License-Identifier: Apache-2.0
package io.tidemill.plan.expr;

import java.util.Optional;

/// What to make of the rows of a group, as a user writes it: `sum(col("size")).as("volume")`.
///
/// @param argument empty for the count of rows
/// @param name of the column, if the user gave one
public record Aggregate(AggregateFunction function, Optional<Expr> argument, Optional<String> name) {

    public Aggregate(AggregateFunction function, Expr argument) {
        this(function, Optional.of(argument), Optional.empty());
    }

    public static Aggregate countRows() {
        return new Aggregate(AggregateFunction.COUNT, Optional.empty(), Optional.empty());
    }

    /// When the window of a group begins or ends.
    public static Aggregate ofWindow(AggregateFunction function) {
        return new Aggregate(function, Optional.empty(), Optional.empty());
    }

    /// Names the column that the aggregate makes.
    public Aggregate as(String columnName) {
        return new Aggregate(function, argument, Optional.of(columnName));
    }

    /// The column's name: what the user gave, or `sum(size)`.
    public String columnName() {
        return name.orElseGet(this::toString);
    }

    @Override
    public String toString() {
        return function + "(" + argument.map(Expr::toString).orElse("") + ")";
    }
}
