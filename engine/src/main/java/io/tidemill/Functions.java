// SPDX-License-Identifier: Apache-2.0
package io.tidemill;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.tidemill.plan.expr.Aggregate;
import io.tidemill.plan.expr.AggregateFunction;
import io.tidemill.plan.expr.Expr;
import io.tidemill.plan.expr.Literals;
import io.tidemill.plan.expr.Splitter;

/// Expressions and aggregates over columns, for `import static`.
public final class Functions {

    private Functions() {}

    /// A column by name.
    public static Expr col(String name) {
        return new Expr.Column(name);
    }

    /// A plain value: a number, `Boolean`, `String`, `Instant` or `LocalDate`; null is refused.
    public static Expr lit(@Nullable Object value) {
        return Literals.expr(value);
    }

    /// A value where a condition is true: `when(col("size").gt(100), "large").otherwise("small")`. More conditions may follow; where
    /// none is true, nor `otherwise` given, it is null.
    public static Expr.Case when(Expr condition, @Nullable Object value) {
        return new Expr.Case(List.of(), Optional.empty()).when(condition, value);
    }

    /// The first value that is not null; all of one type, or numbers that meet at the wider one.
    public static Expr coalesce(Expr first, @Nullable Object... others) {
        List<Expr> values = new ArrayList<>(List.of(first));
        for (Object other : others) {
            values.add(lit(other));
        }
        return new Expr.Coalesce(values);
    }

    /// The first value, but null where it equals the second one.
    public static Expr nullif(Expr value, @Nullable Object other) {
        return new Expr.NullIf(value, lit(other));
    }

    /// When the window of the group begins.
    public static Aggregate windowStart() {
        return Aggregate.ofWindow(AggregateFunction.WINDOW_START);
    }

    /// When the window of the group ends, which is no longer in it.
    public static Aggregate windowEnd() {
        return Aggregate.ofWindow(AggregateFunction.WINDOW_END);
    }

    /// The number of rows.
    public static Aggregate count() {
        return Aggregate.countRows();
    }

    /// The number of rows where the expression is not null.
    public static Aggregate count(Expr expr) {
        return new Aggregate(AggregateFunction.COUNT, expr);
    }

    /// The sum: int64 of integers, wrapping; float64 of floats.
    public static Aggregate sum(Expr expr) {
        return new Aggregate(AggregateFunction.SUM, expr);
    }

    public static Aggregate sum(String column) {
        return sum(col(column));
    }

    public static Aggregate min(Expr expr) {
        return new Aggregate(AggregateFunction.MIN, expr);
    }

    public static Aggregate min(String column) {
        return min(col(column));
    }

    public static Aggregate max(Expr expr) {
        return new Aggregate(AggregateFunction.MAX, expr);
    }

    public static Aggregate max(String column) {
        return max(col(column));
    }

    /// The mean, as a float64. Integers add up exactly to it, also beyond an int64.
    public static Aggregate avg(Expr expr) {
        return new Aggregate(AggregateFunction.AVG, expr);
    }

    public static Aggregate avg(String column) {
        return avg(col(column));
    }

    /// Cuts text at every occurrence of a separator, which is plain text. Empty pieces are kept, also at the end, as in Spark SQL.
    public static Expr split(Expr text, String separator) {
        if (separator.isEmpty()) {
            throw new PlanException("split needs a separator; for words there is words(" + text + ")");
        }
        return new Expr.Split(text, new Splitter.Separator(separator));
    }

    /// Cuts text into words at runs of ASCII white space (bytes 9 to 13 and 32); no word is empty.
    public static Expr words(Expr text) {
        return new Expr.Split(text, new Splitter.Words());
    }

    /// A row for each element of a list: `explode(words(col("value"))).as("word")`. Once in a select.
    public static Expr explode(Expr list) {
        return new Expr.Explode(list);
    }
}
