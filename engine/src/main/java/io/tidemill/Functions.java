// SPDX-License-Identifier: Apache-2.0
package io.tidemill;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.tidemill.plan.expr.Aggregate;
import io.tidemill.plan.expr.AggregateFunction;
import io.tidemill.plan.expr.Expr;
import io.tidemill.plan.expr.Literals;
import io.tidemill.plan.expr.RealFunction;
import io.tidemill.plan.expr.TextFunction;
import io.tidemill.plan.expr.TimeFunction;

/// Expressions and aggregates over columns, for `import static`.
public final class Functions extends UserFunctions {

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
        return new Expr.Coalesce(values(first, others));
    }

    /// The first value, but null where it equals the second one.
    public static Expr nullif(Expr value, @Nullable Object other) {
        return new Expr.NullIf(value, lit(other));
    }

    /// When the window of the group begins.
    public static Aggregate windowStart() {
        return Aggregate.ofNoRows(AggregateFunction.WINDOW_START);
    }

    /// When the window of the group ends, which is no longer in it.
    public static Aggregate windowEnd() {
        return Aggregate.ofNoRows(AggregateFunction.WINDOW_END);
    }

    /// The place of a row among the first of its group, from 1 on: [RankedStream#rows].
    public static Aggregate rank() {
        return Aggregate.ofNoRows(AggregateFunction.RANK);
    }

    /// The value of the row of the group before this one, null for the first: [GroupedStream#running].
    public static Aggregate lag(Expr value) {
        return new Aggregate(AggregateFunction.LAG, value);
    }

    /// The same so many rows before: 1 for the row before this one, at most 1,000.
    public static Aggregate lag(Expr value, int rows) {
        return new Aggregate(AggregateFunction.LAG, value, lit(rows));
    }

    /// The greatest of some values that are not null; null if all are.
    public static Expr greatest(Expr first, @Nullable Object... others) {
        return new Expr.Extreme(true, values(first, others));
    }

    /// The least of some values that are not null; null if all are.
    public static Expr least(Expr first, @Nullable Object... others) {
        return new Expr.Extreme(false, values(first, others));
    }

    /// The number without its sign, of its own type; that of the least integer fails.
    public static Expr abs(Expr number) {
        return real(RealFunction.ABS, number);
    }

    /// The greatest whole number that is not above, as an int64.
    public static Expr floor(Expr number) {
        return real(RealFunction.FLOOR, number);
    }

    /// The least whole number that is not below, as an int64.
    public static Expr ceil(Expr number) {
        return real(RealFunction.CEIL, number);
    }

    /// The nearest whole number, ties away from zero, of its own type.
    public static Expr round(Expr number) {
        return real(RealFunction.ROUND, number);
    }

    /// The square root, as a float64; NaN of what is less than zero.
    public static Expr sqrt(Expr number) {
        return real(RealFunction.SQRT, number);
    }

    public static Expr exp(Expr number) {
        return real(RealFunction.EXP, number);
    }

    /// The natural logarithm, as a float64; NaN of what is less than zero.
    public static Expr log(Expr number) {
        return real(RealFunction.LOG, number);
    }

    public static Expr log10(Expr number) {
        return real(RealFunction.LOG10, number);
    }

    /// A number to the power of another, as a float64.
    public static Expr pow(Expr number, @Nullable Object exponent) {
        return real(RealFunction.POW, number, lit(exponent));
    }

    /// How many characters (code points) a text has.
    public static Expr length(Expr text) {
        return text(new TextFunction.Length(), text);
    }

    /// The text in capitals, by Unicode and no language's rules.
    public static Expr upper(Expr text) {
        return text(new TextFunction.Case(true), text);
    }

    /// The text in small letters, by Unicode and no language's rules.
    public static Expr lower(Expr text) {
        return text(new TextFunction.Case(false), text);
    }

    /// The text without the spaces at its ends: only U+0020, as in Spark.
    public static Expr trim(Expr text) {
        return text(new TextFunction.Trim(true, true), text);
    }

    /// The text without the spaces at its beginning.
    public static Expr ltrim(Expr text) {
        return text(new TextFunction.Trim(true, false), text);
    }

    /// The text without the spaces at its end.
    public static Expr rtrim(Expr text) {
        return text(new TextFunction.Trim(false, true), text);
    }

    /// So many characters from one on, which counts from 1, or back from -1, the last one. What lies outside of the text is left out.
    public static Expr substring(Expr text, int from, int length) {
        return text(new TextFunction.Substring(from, length), text);
    }

    /// Texts one behind the other; null if one is.
    public static Expr concat(Expr first, @Nullable Object... others) {
        return values(first, others).stream()
                .reduce((left, right) -> text(new TextFunction.Concat(), left, right))
                .orElseThrow();
    }

    /// The text with every occurrence of another replaced, from left to right.
    public static Expr replace(Expr text, String search, String replacement) {
        if (search.isEmpty()) {
            throw new PlanException("replace needs a text to look for in " + text);
        }
        return text(new TextFunction.Replace(search, replacement), text);
    }

    /// One piece of a text that is cut as by [#split]: 0 is the first; null if there are fewer.
    public static Expr splitIndex(Expr text, String separator, int index) {
        if (separator.isEmpty() || index < 0) {
            throw new PlanException(
                    "splitIndex(%s, '%s', %d) needs a separator, and pieces count from 0".formatted(text,
                            separator, index));
        }
        return text(new TextFunction.SplitIndex(separator, index), text);
    }

    /// The year of a timestamp or date, in UTC.
    public static Expr year(Expr time) {
        return part(TimeFunction.Part.Kind.YEAR, time);
    }

    /// The month, 1 to 12.
    public static Expr month(Expr time) {
        return part(TimeFunction.Part.Kind.MONTH, time);
    }

    public static Expr dayOfMonth(Expr time) {
        return part(TimeFunction.Part.Kind.DAY_OF_MONTH, time);
    }

    /// The day of the week: 1 is Sunday, 7 Saturday, as in Spark.
    public static Expr dayOfWeek(Expr time) {
        return part(TimeFunction.Part.Kind.DAY_OF_WEEK, time);
    }

    /// The day of the year, from 1 on.
    public static Expr dayOfYear(Expr time) {
        return part(TimeFunction.Part.Kind.DAY_OF_YEAR, time);
    }

    /// The week of ISO 8601, 1 to 53.
    public static Expr weekOfYear(Expr time) {
        return part(TimeFunction.Part.Kind.WEEK_OF_YEAR, time);
    }

    public static Expr quarter(Expr time) {
        return part(TimeFunction.Part.Kind.QUARTER, time);
    }

    /// The last day of the month.
    public static Expr lastDay(Expr time) {
        return part(TimeFunction.Part.Kind.LAST_DAY, time);
    }

    /// The hour of a timestamp, in UTC.
    public static Expr hour(Expr timestamp) {
        return part(TimeFunction.Part.Kind.HOUR, timestamp);
    }

    public static Expr minute(Expr timestamp) {
        return part(TimeFunction.Part.Kind.MINUTE, timestamp);
    }

    public static Expr second(Expr timestamp) {
        return part(TimeFunction.Part.Kind.SECOND, timestamp);
    }

    /// The moment at which the unit began in which a timestamp lies: `year`, `quarter`, `month`, `week` (which begins on Monday),
    /// `day`, `hour`, `minute`, `second`, `millisecond` or
    /// `microsecond`.
    public static Expr dateTrunc(String unit, Expr timestamp) {
        return new Expr.Call(new TimeFunction.Truncate(TimeFunction.Truncate.Unit.of(unit)), List.of(timestamp));
    }

    /// The date so many days later, of a date or timestamp.
    public static Expr dateAdd(Expr time, @Nullable Object days) {
        return new Expr.Call(new TimeFunction.AddDays(), List.of(time, lit(days)));
    }

    /// How many days the first date or timestamp is later than the second, by their dates.
    public static Expr dateDiff(Expr end, @Nullable Object start) {
        return new Expr.Call(new TimeFunction.DaysBetween(), List.of(end, lit(start)));
    }

    private static Expr part(TimeFunction.Part.Kind kind, Expr time) {
        return new Expr.Call(new TimeFunction.Part(kind), List.of(time));
    }

    private static Expr real(RealFunction function, Expr... operands) {
        return new Expr.Call(function, List.of(operands));
    }

    private static Expr text(TextFunction function, Expr... operands) {
        return new Expr.Call(function, List.of(operands));
    }

    private static List<Expr> values(Expr first, @Nullable Object... others) {
        List<Expr> values = new ArrayList<>(List.of(first));
        for (Object other : others) {
            values.add(lit(other));
        }
        return values;
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

    /// The least value, of any type that has an order; false is less than true.
    public static Aggregate min(Expr expr) {
        return new Aggregate(AggregateFunction.MIN, expr);
    }

    public static Aggregate min(String column) {
        return min(col(column));
    }

    /// The greatest value, of any type that has an order.
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

    /// The number of rows where a condition is true.
    public static Aggregate countIf(Expr condition) {
        return count().filter(condition);
    }

    /// How many different values there are, exactly, of any type, or of several together; rows with a null are left out. Keeps every value.
    public static Aggregate countDistinct(Expr first, Expr... more) {
        return new Aggregate(AggregateFunction.COUNT_DISTINCT,
                Stream.concat(Stream.of(first), Stream.of(more)).toArray(Expr[]::new));
    }

    public static Aggregate countDistinct(String first, String... more) {
        return countDistinct(col(first), Stream.of(more).map(Functions::col).toArray(Expr[]::new));
    }

    /// About how many different values there are, of any type, with a standard error of 5 %, in 512 bytes a group.
    public static Aggregate approxCountDistinct(Expr value) {
        return approxCountDistinct(value, 0.05);
    }

    public static Aggregate approxCountDistinct(String column) {
        return approxCountDistinct(col(column));
    }

    /// @param error the standard error, as a share: 0.01 is 1 %; from 0.004 (64 KiB a group) to 0.26
    public static Aggregate approxCountDistinct(Expr value, double error) {
        return new Aggregate(AggregateFunction.APPROX_COUNT_DISTINCT, value, lit(error));
    }

    public static Aggregate approxCountDistinct(String column, double error) {
        return approxCountDistinct(col(column), error);
    }

    /// The value below which a share of all numbers lies, as a float64: 0.95 is the 95th percentile. Exact of up to 399 values, else about; 6 KiB
    /// a group.
    ///
    /// @param share from 0 to 1
    public static Aggregate percentileApprox(Expr number, double share) {
        return new Aggregate(AggregateFunction.PERCENTILE_APPROX, number, lit(share));
    }

    public static Aggregate percentileApprox(String column, double share) {
        return percentileApprox(col(column), share);
    }

    /// The value in the middle, as a float64: [#percentileApprox(Expr, double)] of a half.
    public static Aggregate median(Expr number) {
        return percentileApprox(number, 0.5);
    }

    public static Aggregate median(String column) {
        return median(col(column));
    }

    /// Whether a condition is true of all rows where it is not null.
    public static Aggregate boolAnd(Expr condition) {
        return new Aggregate(AggregateFunction.BOOL_AND, condition);
    }

    /// Whether a condition is true of any row.
    public static Aggregate boolOr(Expr condition) {
        return new Aggregate(AggregateFunction.BOOL_OR, condition);
    }

    /// The variance of a sample, as a float64; null of a single number.
    public static Aggregate varSamp(Expr number) {
        return new Aggregate(AggregateFunction.VAR_SAMP, number);
    }

    public static Aggregate varSamp(String column) {
        return varSamp(col(column));
    }

    /// The same as [#varSamp(Expr)], as in Spark.
    public static Aggregate variance(Expr number) {
        return varSamp(number);
    }

    public static Aggregate variance(String column) {
        return varSamp(column);
    }

    /// The variance of all there is, as a float64.
    public static Aggregate varPop(Expr number) {
        return new Aggregate(AggregateFunction.VAR_POP, number);
    }

    public static Aggregate varPop(String column) {
        return varPop(col(column));
    }

    /// The standard deviation of a sample, as a float64; null of a single number.
    public static Aggregate stddevSamp(Expr number) {
        return new Aggregate(AggregateFunction.STDDEV_SAMP, number);
    }

    public static Aggregate stddevSamp(String column) {
        return stddevSamp(col(column));
    }

    /// The same as [#stddevSamp(Expr)], as in Spark.
    public static Aggregate stddev(Expr number) {
        return stddevSamp(number);
    }

    public static Aggregate stddev(String column) {
        return stddevSamp(column);
    }

    /// The standard deviation of all there is, as a float64.
    public static Aggregate stddevPop(Expr number) {
        return new Aggregate(AggregateFunction.STDDEV_POP, number);
    }

    public static Aggregate stddevPop(String column) {
        return stddevPop(col(column));
    }

    /// The value of the first row, of any type, null if it is null there. Rows are in the order in which they came: by chunk, then by row.
    public static Aggregate first(Expr value) {
        return first(value, false);
    }

    public static Aggregate first(String column) {
        return first(col(column));
    }

    /// @param ignoreNulls whether the first row is meant whose value is not null
    public static Aggregate first(Expr value, boolean ignoreNulls) {
        return new Aggregate(ignoreNulls ? AggregateFunction.FIRST_NOT_NULL : AggregateFunction.FIRST, value);
    }

    public static Aggregate first(String column, boolean ignoreNulls) {
        return first(col(column), ignoreNulls);
    }

    /// The value of the last row, of any type, null if it is null there.
    public static Aggregate last(Expr value) {
        return last(value, false);
    }

    public static Aggregate last(String column) {
        return last(col(column));
    }

    /// @param ignoreNulls whether the last row is meant whose value is not null
    public static Aggregate last(Expr value, boolean ignoreNulls) {
        return new Aggregate(ignoreNulls ? AggregateFunction.LAST_NOT_NULL : AggregateFunction.LAST, value);
    }

    public static Aggregate last(String column, boolean ignoreNulls) {
        return last(col(column), ignoreNulls);
    }

    /// A value of the row where another is least, of equal ones in the first row; rows where the other is null are left out.
    public static Aggregate minBy(Expr value, Expr by) {
        return new Aggregate(AggregateFunction.MIN_BY, value, by);
    }

    /// A value of the row where another is greatest, of equal ones in the first row; rows where the other is null are left out.
    public static Aggregate maxBy(Expr value, Expr by) {
        return new Aggregate(AggregateFunction.MAX_BY, value, by);
    }
}
