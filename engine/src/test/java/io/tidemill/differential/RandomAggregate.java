// SPDX-License-Identifier: Apache-2.0
package io.tidemill.differential;

import java.util.EnumSet;
import java.util.List;
import java.util.SplittableRandom;

import io.tidemill.Functions;
import io.tidemill.differential.Stage.Trait;
import io.tidemill.memory.Type;
import io.tidemill.plan.expr.Aggregate;

import static io.tidemill.Functions.col;

/// One aggregate of the rows of a group.
final class RandomAggregate {
    /// Where the SQL of an aggregate has its filter.
    private static final String FILTER = "{}";
    private static final List<Type> ALL = RandomTable.TYPES;
    /// Whether a row is one, not what an outer join makes of an empty batch.
    private static final String ROWS = "batch IS NOT NULL";

    private final Draft draft;
    private final String kind;
    private final SplittableRandom random;
    private final RandomExpressions expressions;

    /// @param sql with its filter
    record Made(Aggregate aggregate, String sql, Typed result) {}

    /// @param kind of the groups, which counts what is read of them
    RandomAggregate(Draft draft, String kind) {
        this.draft = draft;
        this.kind = kind;
        random = draft.random;
        expressions = draft.expressions();
    }

    Made make() {
        return switch (random.nextInt(28)) {
            case 0 -> counted("count", Functions.count(), "count(batch){}",
                    Typed.of(Functions.lit(1), "1", Type.INT32));
            case 1, 2, 3 -> {
                Typed of = argument();
                yield counted("count", Functions.count(of.expr()), "count(%s){}".formatted(of.sql()), of);
            }
            case 4, 5 -> sum();
            case 6, 7 -> average();
            case 8, 9, 10 -> distinct();
            case 11 -> truth();
            case 12, 13, 14 -> spread();
            case 15, 16 -> rank();
            case 17, 18, 19, 20, 21, 22, 23, 24 -> draft.stage.is(Trait.ORDERED) ? byArrival() : extreme();
            default -> extreme();
        };
    }

    private Typed argument() {
        return expressions.make(expressions.pick(ALL), random.nextInt(2));
    }

    /// What goes by the order in which rows came, which the SQL side knows by the column `moment`.
    private Made byArrival() {
        Typed of = argument();
        Typed by = argument();
        return switch (random.nextInt(6)) {
            case 0 -> made("first", Functions.first(of.expr()), "first(%s ORDER BY moment){}".formatted(of.sql()), of);
            case 1 -> made("last", Functions.last(of.expr()), "last(%s ORDER BY moment){}".formatted(of.sql()), of);
            case 2 -> made("first but nulls", Functions.first(of.expr(), true),
                    "first(%1$s ORDER BY (%1$s IS NULL), moment){}".formatted(of.sql()), of);
            case 3 -> made("last but nulls", Functions.last(of.expr(), true),
                    "last(%1$s ORDER BY (%1$s IS NOT NULL), moment){}".formatted(of.sql()), of);
            case 4 -> {
                expressions.tried("minBy, by", by.type(), by);
                yield made("minBy", Functions.minBy(of.expr(), by.expr()),
                        "first(CASE WHEN %2$s IS NOT NULL THEN %1$s END ORDER BY %2$s NULLS LAST, moment){}"
                                .formatted(of.sql(), by.sql()),
                        of);
            }
            default -> {
                expressions.tried("maxBy, by", by.type(), by);
                yield made("maxBy", Functions.maxBy(of.expr(), by.expr()),
                        "first(CASE WHEN %2$s IS NOT NULL THEN %1$s END ORDER BY %2$s DESC NULLS LAST, moment){}"
                                .formatted(of.sql(), by.sql()),
                        of);
            }
        };
    }

    private Made sum() {
        return switch (random.nextInt(3)) {
            case 0 -> {
                Typed of = expressions.make(expressions.integer(), random.nextInt(3));
                yield counted("sum", Functions.sum(of.expr()), wrapped(of.sql()), of);
            }
            case 1 -> {
                Typed of = argument(RandomTable.NARROW, RandomTable.WIDE);
                Type type = Type.decimal(of.type().isWide() ? Type.MOST_DIGITS : 22, of.type().scale());
                yield made("sum", Functions.sum(of.expr()), Sql.cast("sum(%s){}".formatted(of.sql()), type), type, of);
            }
            default -> {
                Typed of = exact(Type.FLOAT32, Type.FLOAT64);
                yield made("sum", Functions.sum(of.expr()), "sum(%s){}".formatted(Sql.cast(of.sql(), Type.FLOAT64)),
                        Type.FLOAT64, of);
            }
        };
    }

    /// The sum as an int64 that wraps around: DuckDB's has 128 bits.
    static String wrapped(String values) {
        return "CAST((sum(%s){} %% 18446744073709551616 + 27670116110564327424) %% 18446744073709551616 - 9223372036854775808 AS BIGINT)"
                .formatted(values);
    }

    private Made average() {
        if (random.nextInt(3) == 0) {
            return decimalAverage(argument(RandomTable.NARROW, RandomTable.WIDE));
        }
        Typed of = exact(Type.FLOAT32, Type.FLOAT64, Type.INT32);
        return made("avg", Functions.avg(of.expr()), "avg(%s){}".formatted(Sql.cast(of.sql(), Type.FLOAT64)),
                Type.FLOAT64, of);
    }

    /// In smallest units, with four more digits, rounded half away from zero: DuckDB's own is a float.
    private Made decimalAverage(Typed of) {
        Type type = of.type().isWide() ? Type.decimal(34, 10) : Type.decimal(16, 6);
        String units = "CAST(replace(CAST(sum(%s){} AS VARCHAR), '.', '') AS HUGEINT)".formatted(of.sql());
        String quotient = "((abs(%1$s) * 20000 + count(%2$s){}) // (2 * nullif(count(%2$s){}, 0)))".formatted(units,
                of.sql());
        String one = "1" + "0".repeat(type.scale());
        String sql = Sql.cast(
                "(CASE WHEN %1$s < 0 THEN '-' ELSE '' END) || CAST(%2$s // %3$s AS VARCHAR) || '.' || lpad(CAST(%2$s %% %3$s AS VARCHAR), %4$d, '0')"
                        .formatted(units, quotient, one, type.scale()),
                type);
        return made("avg", Functions.avg(of.expr()), sql, type, of);
    }

    private Made distinct() {
        Typed of = argument();
        return counted("countDistinct", Functions.countDistinct(of.expr()),
                "count(DISTINCT %s){}".formatted(of.sql()), of);
    }

    private Made truth() {
        Typed of = expressions.make(Type.BOOL, 1);
        return switch (random.nextInt(3)) {
            case 0 -> made("boolAnd", Functions.boolAnd(of.expr()), "bool_and(%s){}".formatted(of.sql()), of);
            case 1 -> made("boolOr", Functions.boolOr(of.expr()), "bool_or(%s){}".formatted(of.sql()), of);
            default -> counted("countIf", Functions.countIf(of.expr()),
                    "count(CASE WHEN %s THEN 1 END){}".formatted(of.sql()), of);
        };
    }

    private Made spread() {
        Typed of = exact(Type.FLOAT32, Type.FLOAT64, Type.INT32);
        String value = Sql.cast(of.sql(), Type.FLOAT64);
        return switch (random.nextInt(4)) {
            case 0 -> close("varSamp", Functions.varSamp(of.expr()), "var_samp(%s){}".formatted(value), of);
            case 1 -> close("varPop", Functions.varPop(of.expr()), "var_pop(%s){}".formatted(value), of);
            case 2 -> close("stddevSamp", Functions.stddevSamp(of.expr()), "stddev_samp(%s){}".formatted(value), of);
            default -> close("stddevPop", Functions.stddevPop(of.expr()), "stddev_pop(%s){}".formatted(value), of);
        };
    }

    /// Groups are small enough for a percentile to be exact.
    private Made rank() {
        Typed of = exact(Type.FLOAT32, Type.FLOAT64, Type.INT64);
        double share = random.nextInt(9) * 0.125;
        return close("percentileApprox", Functions.percentileApprox(of.expr(), share),
                "quantile_cont(%s, %s){}".formatted(Sql.cast(of.sql(), Type.FLOAT64), share), of);
    }

    private Typed argument(Type... types) {
        return expressions.make(types[random.nextInt(types.length)], random.nextInt(2));
    }

    /// A column of one of the types whose sums are the same in any order, or a constant.
    private Typed exact(Type... types) {
        return exact(draft, List.of(types));
    }

    static Typed exact(Draft draft, List<Type> types) {
        Type type = draft.pick(types);
        List<Typed> exact = draft.stage.columns()
                .stream()
                .filter(column -> column.precision() == Precision.SUMMABLE && column.type().equals(type))
                .toList();
        return exact.isEmpty()
                ? Typed.of(Functions.lit(3).cast(type), Sql.cast("3", type), type)
                : draft.pick(exact);
    }

    private Made extreme() {
        Typed of = argument();
        Type type = ofExtreme(of.type());
        return random.nextBoolean()
                ? made("min", Functions.min(of.expr()), Sql.cast("min(%s){}".formatted(of.sql()), type), type, of)
                : made("max", Functions.max(of.expr()), Sql.cast("max(%s){}".formatted(of.sql()), type), type, of);
    }

    /// The type of a minimum.
    static Type ofExtreme(Type type) {
        return type.isInteger() && !type.equals(Type.INT64) ? Type.INT32 : type;
    }

    private Made counted(String operation, Aggregate aggregate, String sql, Typed of) {
        return made(operation, aggregate, sql, Type.INT64, of, Precision.EQUAL, NullPattern.NONE);
    }

    private Made close(String operation, Aggregate aggregate, String sql, Typed of) {
        return made(operation, aggregate, sql, Type.FLOAT64, of, Precision.CLOSE, NullPattern.SOME);
    }

    private Made made(String operation, Aggregate aggregate, String sql, Typed of) {
        return made(operation, aggregate, sql, of.type(), of);
    }

    private Made made(String operation, Aggregate aggregate, String sql, Type type, Typed of) {
        return made(operation, aggregate, sql, type, of, Precision.EQUAL, NullPattern.SOME);
    }

    private Made made(String operation, Aggregate aggregate, String sql, Type type, Typed of, Precision precision,
            NullPattern nulls) {
        String name = draft.newName();
        expressions.tried(operation, of.type(), of);
        expressions.tried(kind, of.type(), of);
        boolean filters = random.nextInt(3) == 0;
        Typed predicate = expressions.make(Type.BOOL, filters ? 1 : 0);
        if (filters) {
            expressions.tried("filter of an aggregate", Type.BOOL, predicate);
        }
        String kept = " FILTER (WHERE %s%s)".formatted(ROWS, filters ? " AND " + predicate.sql() : "");
        return new Made((filters ? aggregate.filter(predicate.expr()) : aggregate).as(name),
                sql.replace(FILTER, kept) + " AS " + name,
                new Typed(col(name), name, type, precision, EnumSet.of(nulls)));
    }
}
