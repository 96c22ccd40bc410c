// SPDX-License-Identifier: Apache-2.0
package io.tidemill.differential;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;

import io.tidemill.DStream;
import io.tidemill.Functions;
import io.tidemill.GroupedStream;
import io.tidemill.Row;
import io.tidemill.memory.Type;
import io.tidemill.plan.expr.Aggregate;
import io.tidemill.plan.expr.Expr;

import static io.tidemill.Functions.col;

/// Keys and aggregates over some columns.
final class RandomAggregate {
    /// Where the SQL of an aggregate has its filter.
    private static final String FILTER = "{}";
    private static final List<Type> COUNTED = List.of(Type.BOOL, Type.INT8, Type.INT16, Type.INT32, Type.INT64,
            Type.FLOAT32, Type.FLOAT64, Type.UTF8, Type.TIMESTAMP, Type.TIMESTAMP, Type.DATE,
            Type.DATE);
    /// Whether a row is one, not what an outer join makes of an empty batch.
    private static final String ROWS = "batch IS NOT NULL";
    private static final List<Type> ORDERED = List.of(Type.BOOL, Type.UTF8, Type.INT8, Type.INT16, Type.INT32,
            Type.INT64, Type.FLOAT32,
            Type.FLOAT64, Type.TIMESTAMP, Type.TIMESTAMP, Type.DATE, Type.DATE);

    private final SplittableRandom random;
    private final List<Typed> columns;
    private final RandomExpressions expressions;
    private final Supplier<String> names;
    private final List<Expr> keys = new ArrayList<>();
    private final List<Aggregate> aggregates = new ArrayList<>();
    private final List<String> selected = new ArrayList<>();
    private final List<String> grouped = new ArrayList<>();
    private final List<Typed> results = new ArrayList<>();

    RandomAggregate(SplittableRandom random, List<Typed> columns, RandomExpressions expressions,
            Supplier<String> names) {
        this.random = random;
        this.columns = columns;
        this.expressions = expressions;
        this.names = names;
    }

    void choose() {
        int keyCount = random.nextInt(5);
        for (int i = 0; i < keyCount; i++) {
            Typed key = columns.isEmpty() || random.nextInt(3) == 0
                    ? expressions.make(expressions.integer(), 1)
                    : columns.get(random.nextInt(columns.size()));
            addKey(key);
        }
        int count = random.nextInt(6, 20);
        for (int i = 0; i < count; i++) {
            addAggregate();
        }
    }

    private void addKey(Typed key) {
        String name = names.get();
        expressions.tried("key", key.type(), key);
        keys.add(key.expr().as(name));
        selected.add(key.sql() + " AS " + name);
        grouped.add(key.sql());
        results.add(new Typed(col(name), name, key.type(), key.precision(), key.nulls()));
    }

    private void addAggregate() {
        switch (random.nextInt(30)) {
            case 0 -> add("count", Functions.count(), "count(batch){}", Type.INT64, true, none());
            case 1, 2, 3, 20, 21 -> {
                Typed of = argument();
                add("count", Functions.count(of.expr()), "count(%s){}".formatted(of.sql()), Type.INT64, true, of);
            }
            case 4, 5 -> sum();
            case 6, 7 -> average();
            case 8, 9, 10, 11 -> distinct();
            case 12 -> truth();
            case 13, 14, 15, 16, 17 -> spread();
            case 18, 19 -> rank();
            default -> extreme();
        }
    }

    private static Typed none() {
        return Typed.of(col("batch"), "batch", Type.INT64);
    }

    private Typed argument() {
        return expressions.make(expressions.pick(COUNTED), random.nextInt(2));
    }

    private void sum() {
        Typed of = random.nextBoolean()
                ? exact(Type.FLOAT32, Type.FLOAT64)
                : expressions.make(expressions.integer(), random.nextInt(3));
        if (of.type().isInteger()) {
            add("sum", Functions.sum(of.expr()), wrapped(of.sql()), Type.INT64, true, of);
        } else {
            add("sum", Functions.sum(of.expr()), "sum(%s){}".formatted(Sql.cast(of.sql(), Type.FLOAT64)), Type.FLOAT64,
                    false, of);
        }
    }

    /// The sum as an int64 that wraps around: DuckDB's has 128 bits.
    private static String wrapped(String values) {
        return "CAST((sum(%s){} %% 18446744073709551616 + 27670116110564327424) %% 18446744073709551616 - 9223372036854775808 AS BIGINT)"
                .formatted(values);
    }

    private void average() {
        Typed of = exact(Type.FLOAT32, Type.FLOAT64, Type.INT32);
        add("avg", Functions.avg(of.expr()), "avg(%s){}".formatted(Sql.cast(of.sql(), Type.FLOAT64)), Type.FLOAT64,
                false, of);
    }

    private void distinct() {
        Typed of = argument();
        add("countDistinct", Functions.countDistinct(of.expr()), "count(DISTINCT %s){}".formatted(of.sql()), Type.INT64,
                true, of);
    }

    private void truth() {
        Typed of = expressions.make(Type.BOOL, 1);
        switch (random.nextInt(3)) {
            case 0 -> add("boolAnd", Functions.boolAnd(of.expr()), "bool_and(%s){}".formatted(of.sql()), Type.BOOL,
                    false, of);
            case 1 -> add("boolOr", Functions.boolOr(of.expr()), "bool_or(%s){}".formatted(of.sql()), Type.BOOL,
                    false, of);
            default -> add("countIf", Functions.countIf(of.expr()),
                    "count(CASE WHEN %s THEN 1 END){}".formatted(of.sql()), Type.INT64, true, of);
        }
    }

    private void spread() {
        Typed of = exact(Type.FLOAT32, Type.FLOAT64, Type.INT32);
        String value = Sql.cast(of.sql(), Type.FLOAT64);
        switch (random.nextInt(4)) {
            case 0 -> addReal("varSamp", Functions.varSamp(of.expr()), "var_samp(%s){}".formatted(value), of);
            case 1 -> addReal("varPop", Functions.varPop(of.expr()), "var_pop(%s){}".formatted(value), of);
            case 2 -> addReal("stddevSamp", Functions.stddevSamp(of.expr()), "stddev_samp(%s){}".formatted(value), of);
            default -> addReal("stddevPop", Functions.stddevPop(of.expr()), "stddev_pop(%s){}".formatted(value), of);
        }
    }

    /// Groups are small enough for a percentile to be exact.
    private void rank() {
        Typed of = exact(Type.FLOAT32, Type.FLOAT64, Type.INT64);
        double share = random.nextInt(9) * 0.125;
        addReal("percentileApprox", Functions.percentileApprox(of.expr(), share),
                "quantile_cont(%s, %s){}".formatted(Sql.cast(of.sql(), Type.FLOAT64), share), of);
    }

    private void addReal(String operation, Aggregate aggregate, String sql, Typed of) {
        add(operation, aggregate, sql, Type.FLOAT64, false, Precision.CLOSE, of);
    }

    /// A column of one of the types whose sums are the same in any order, or a constant.
    private Typed exact(Type... types) {
        List<Type> wanted = List.of(types);
        List<Typed> exact = columns.stream()
                .filter(column -> column.precision() == Precision.SUMMABLE && wanted.contains(column.type()))
                .toList();
        return exact.isEmpty()
                ? Typed.of(Functions.lit(3).cast(types[0]), Sql.cast("3", types[0]), types[0])
                : exact.get(random.nextInt(exact.size()));
    }

    private void extreme() {
        Typed of = expressions.make(expressions.pick(ORDERED), random.nextInt(3));
        Type type = of.type().isInteger() && !of.type().equals(Type.INT64) ? Type.INT32 : of.type();
        if (random.nextBoolean()) {
            add("min", Functions.min(of.expr()), Sql.cast("min(%s){}".formatted(of.sql()), type), type, false, of);
        } else {
            add("max", Functions.max(of.expr()), Sql.cast("max(%s){}".formatted(of.sql()), type), type, false, of);
        }
    }

    private void add(String operation, Aggregate aggregate, String sql, Type type, boolean counts, Typed of) {
        add(operation, aggregate, sql, type, counts, Precision.EQUAL, of);
    }

    /// @param counts whether the result is never null
    private void add(String operation, Aggregate aggregate, String sql, Type type, boolean counts, Precision precision,
            Typed of) {
        String name = names.get();
        expressions.tried(operation, of.type(), of);
        boolean filters = random.nextBoolean();
        Typed predicate = expressions.make(Type.BOOL, filters ? 1 : 0);
        if (filters) {
            expressions.tried("filter of an aggregate", Type.BOOL, predicate);
        }
        aggregates.add((filters ? aggregate.filter(predicate.expr()) : aggregate).as(name));
        selected.add(
                sql.replace(FILTER, " FILTER (WHERE %s AND %s)".formatted(ROWS, filters ? predicate.sql() : "true"))
                        + " AS " + name);
        results.add(new Typed(col(name), name, type, precision,
                EnumSet.of(counts ? NullPattern.NONE : NullPattern.SOME)));
    }

    boolean hasKeys() {
        return !keys.isEmpty();
    }

    List<Typed> results() {
        return List.copyOf(results);
    }

    GroupedStream group(DStream<Row> stream) {
        return keys.isEmpty()
                ? stream.groupBy()
                : stream.groupBy(keys.getFirst(), keys.subList(1, keys.size()).toArray(Expr[]::new));
    }

    DStream<Row> of(GroupedStream groups) {
        return groups.agg(aggregates.getFirst(),
                aggregates.subList(1, aggregates.size()).toArray(Aggregate[]::new));
    }

    /// @param batch the column of that name, as it comes out
    /// @param also what the rows are grouped by beside the keys, or nothing
    String sql(String batch, String from, String also) {
        List<String> all = new ArrayList<>(grouped);
        if (!also.isEmpty()) {
            all.add(also);
        }
        String groups = all.isEmpty() ? "" : " GROUP BY " + String.join(", ", all);
        return "SELECT %s, %s FROM (%s)%s".formatted(batch, String.join(", ", selected), from, groups);
    }

    @Override
    public String toString() {
        return "groupBy(%s).agg(%s)".formatted(keys, aggregates);
    }
}
