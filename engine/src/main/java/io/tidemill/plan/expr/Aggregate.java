// SPDX-License-Identifier: Apache-2.0
package io.tidemill.plan.expr;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import io.tidemill.PlanException;

/// What to make of the rows of a group, as a user writes it: `sum(col("size")).filter(col("side").eq("buy")).as("bought")`.
///
/// @param arguments none for the count of rows
/// @param condition which rows are meant; empty = all
/// @param name of the column, if the user gave one
public record Aggregate(AggregateFunction function, List<Expr> arguments, Optional<Expr> condition,
        Optional<String> name) {

    public Aggregate {
        arguments = List.copyOf(arguments);
    }

    public Aggregate(AggregateFunction function, Expr... arguments) {
        this(function, List.of(arguments), Optional.empty(), Optional.empty());
    }

    public static Aggregate countRows() {
        return new Aggregate(AggregateFunction.COUNT);
    }

    /// When the window of a group begins or ends, or the place of a row in it.
    public static Aggregate ofNoRows(AggregateFunction function) {
        return new Aggregate(function);
    }

    /// The same of those rows only where a condition is true: SQL's `FILTER (WHERE ...)`. Others take part in the group all the same.
    public Aggregate filter(Expr rows) {
        if (function.isOfNoRows()) {
            throw new PlanException("%s is of no rows: there is nothing to filter".formatted(this));
        }
        return new Aggregate(function, arguments,
                Optional.of(condition.<Expr>map(before -> new Expr.And(before, rows)).orElse(rows)), name);
    }

    /// Names the column that the aggregate makes.
    public Aggregate as(String columnName) {
        return new Aggregate(function, arguments, condition, Optional.of(columnName));
    }

    /// The column's name: what the user gave, or `sum(size)`.
    public String columnName() {
        return name.orElseGet(this::toString);
    }

    @Override
    public String toString() {
        return text(function, arguments, condition);
    }

    /// As SQL would have it.
    static String text(AggregateFunction function, List<?> arguments, Optional<?> condition) {
        String rows = condition.map(meant -> " filter (where " + meant + ")").orElse("");
        if (function == AggregateFunction.USER) {
            return arguments.getFirst() + rows;
        }
        String list = arguments.stream().map(Object::toString).collect(Collectors.joining(", "));
        return function + "(" + list + ")" + rows;
    }
}
