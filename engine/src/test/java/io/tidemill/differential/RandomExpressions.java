// SPDX-License-Identifier: Apache-2.0
package io.tidemill.differential;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;

import io.tidemill.Functions;
import io.tidemill.differential.Coverage.Tried;
import io.tidemill.memory.Type;
import io.tidemill.plan.expr.Expr;

import static io.tidemill.Functions.coalesce;
import static io.tidemill.Functions.greatest;
import static io.tidemill.Functions.least;
import static io.tidemill.Functions.lit;
import static io.tidemill.Functions.nullif;
import static io.tidemill.Functions.when;

/// Expressions of a wanted type over some columns.
final class RandomExpressions {
    private static final List<Type> INTEGERS = List.of(Type.INT8, Type.INT16, Type.INT32, Type.INT64);
    private static final List<Type> NUMBERS = List.of(Type.INT8, Type.INT16, Type.INT32, Type.INT64, Type.FLOAT32,
            Type.FLOAT64);
    private static final List<Type> COMPARED = List.of(Type.INT8, Type.INT16, Type.INT32, Type.INT64, Type.FLOAT32,
            Type.FLOAT64, Type.UTF8, Type.TIMESTAMP, Type.TIMESTAMP, Type.DATE,
            Type.DATE, RandomTable.NARROW, RandomTable.WIDE, Type.BINARY, Type.TIMESTAMP_NTZ, Type.TIME);

    private final SplittableRandom random;
    private final List<Typed> columns;
    private final Set<Tried> tried;
    private final RandomTexts texts;
    private final RandomTimes times;

    RandomExpressions(SplittableRandom random, List<Typed> columns, Set<Tried> tried) {
        this.random = random;
        this.columns = columns;
        this.tried = tried;
        texts = new RandomTexts(this, random);
        times = new RandomTimes(this, random);
    }

    /// Counts that an operation was tried on a type.
    Typed tried(String operation, Type subject, Typed made) {
        String what = operation + " " + name(subject);
        made.nulls().forEach(pattern -> tried.add(new Tried(what, pattern.name())));
        return made;
    }

    /// Decimals are two types here, however many digits they have.
    private static String name(Type type) {
        return type.isDecimal() ? type.isWide() ? "wide decimal" : "decimal" : type.toString();
    }

    Type number() {
        return pick(NUMBERS);
    }

    <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    Typed make(Type type, int depth) {
        if (depth == 0) {
            return leaf(type);
        }
        return random.nextInt(4) == 0 ? choice(type, depth - 1) : switch (type.kind()) {
            case BOOL -> truth(depth - 1);
            case INT8, INT16 -> castTo(type, depth - 1);
            case INT32 -> random.nextBoolean() ? measure(depth - 1) : number(type, depth - 1);
            case INT64, FLOAT32, FLOAT64 -> number(type, depth - 1);
            case UTF8 -> texts.text(depth - 1);
            case TIMESTAMP -> times.timestamp(depth - 1);
            case DATE -> times.date(depth - 1);
            case DECIMAL, BINARY, TIMESTAMP_NTZ, TIME -> choice(type, depth - 1);
            default -> throw new IllegalArgumentException("no expressions of " + type);
        };
    }

    private Typed leaf(Type type) {
        List<Typed> candidates = columns.stream().filter(column -> column.type().equals(type)).toList();
        if (candidates.isEmpty() || random.nextInt(12) == 0) {
            return constant(type);
        }
        return pick(candidates);
    }

    private Typed constant(Type type) {
        if (type.equals(Type.INT8) || type.equals(Type.INT16)) {
            return constant(Type.INT32).cast(type);
        }
        if (type.isDecimal()) {
            Typed whole = constant(Type.INT32);
            return Typed.of(whole.expr().cast(type), Sql.cast(whole.sql(), type), type);
        }
        Object value = Constants.of(type, random);
        return Typed.of(lit(value), Sql.literal(value), type);
    }

    /// Choices among values of one type.
    private Typed choice(Type type, int depth) {
        Typed first = make(type, depth);
        Typed second = make(type, depth);
        return switch (random.nextInt(type.equals(Type.BOOL) ? 3 : 5)) {
            case 0 -> {
                Typed condition = make(Type.BOOL, depth);
                yield tried("when", type, Typed.of(when(condition.expr(), first.expr()).otherwise(second.expr()),
                        "CASE WHEN %s THEN %s ELSE %s END".formatted(condition.sql(), first.sql(), second.sql()), type,
                        condition, first, second));
            }
            case 1 -> tried("coalesce", type, Typed.of(coalesce(first.expr(), second.expr()),
                    "coalesce(%s, %s)".formatted(first.sql(), second.sql()), type, first, second));
            case 2 -> tried("nullif", type, Typed.of(nullif(first.expr(), second.expr()),
                    "nullif(%s, %s)".formatted(first.sql(), second.sql()), type, first, second));
            case 3 -> tried("greatest", type, Typed.of(greatest(first.expr(), second.expr()),
                    "greatest(%s, %s)".formatted(first.sql(), second.sql()), type, first, second));
            default -> tried("least", type, Typed.of(least(first.expr(), second.expr()),
                    "least(%s, %s)".formatted(first.sql(), second.sql()), type, first, second));
        };
    }

    private Typed truth(int depth) {
        return switch (random.nextInt(26)) {
            case 0 -> {
                Typed left = make(Type.BOOL, depth);
                Typed right = make(Type.BOOL, depth);
                yield random.nextBoolean()
                        ? tried("and", Type.BOOL, Typed.of(left.expr().and(right.expr()),
                                "(%s AND %s)".formatted(left.sql(), right.sql()), Type.BOOL, left, right))
                        : tried("or", Type.BOOL, Typed.of(left.expr().or(right.expr()),
                                "(%s OR %s)".formatted(left.sql(), right.sql()), Type.BOOL, left, right));
            }
            case 1 -> {
                Typed of = make(Type.BOOL, depth);
                yield tried("not", Type.BOOL, Typed.of(of.expr().not(), "(NOT %s)".formatted(of.sql()), Type.BOOL, of));
            }
            case 2, 3, 4, 5, 10, 12, 13 -> {
                Typed of = make(random.nextInt(8) > 0 ? pick(COMPARED) : Type.BOOL, depth);
                yield random.nextBoolean()
                        ? tried("isNull", of.type(), Typed.of(of.expr().isNull(), "(%s IS NULL)".formatted(of.sql()),
                                Type.BOOL, of))
                        : tried("isNotNull", of.type(), Typed.of(of.expr().isNotNull(),
                                "(%s IS NOT NULL)".formatted(of.sql()), Type.BOOL, of));
            }
            case 6 -> texts.match(depth);
            case 7, 8, 9, 11 -> oneOf(depth);
            default -> comparison(depth);
        };
    }

    private Typed oneOf(int depth) {
        Type type = pick(COMPARED);
        Typed of = make(type, depth);
        Typed first = make(type, 0);
        Typed second = make(type, 0);
        return random.nextBoolean()
                ? tried("in", type, Typed.of(of.expr().in(first.expr(), second.expr()),
                        "(%s IN (%s, %s))".formatted(of.sql(), first.sql(), second.sql()), Type.BOOL, of, first,
                        second))
                : tried("between", type, Typed.of(of.expr().between(first.expr(), second.expr()),
                        "(%s BETWEEN %s AND %s)".formatted(of.sql(), first.sql(), second.sql()), Type.BOOL, of, first,
                        second));
    }

    private Typed comparison(int depth) {
        Type type = pick(COMPARED);
        Type other = NUMBERS.contains(type) && random.nextBoolean() ? number() : type;
        Typed left = make(type, depth);
        Typed right = make(other, depth);
        Type meet = NUMBERS.contains(type) ? Meet.of(type, other) : type;
        Typed a = left.cast(meet);
        Typed b = right.cast(meet);
        return switch (random.nextInt(6)) {
            case 0 -> compared("eq", type, left.expr().eq(right.expr()), a, "=", b);
            case 1 -> compared("ne", type, left.expr().ne(right.expr()), a, "<>", b);
            case 2 -> compared("lt", type, left.expr().lt(right.expr()), a, "<", b);
            case 3 -> compared("leq", type, left.expr().leq(right.expr()), a, "<=", b);
            case 4 -> compared("gt", type, left.expr().gt(right.expr()), a, ">", b);
            default -> compared("geq", type, left.expr().geq(right.expr()), a, ">=", b);
        };
    }

    private Typed compared(String operation, Type type, Expr expr, Typed left, String operator, Typed right) {
        return tried(operation, type, Typed.of(expr, "(%s %s %s)".formatted(left.sql(), operator, right.sql()),
                Type.BOOL, left, right));
    }

    private Typed castTo(Type type, int depth) {
        return RandomCasts.to(type, this, depth, random);
    }

    /// Integers that are made of other things.
    private Typed measure(int depth) {
        return random.nextInt(4) > 0 ? times.part(depth) : texts.measure(depth);
    }

    private Typed number(Type type, int depth) {
        List<Supplier<Typed>> kinds = new ArrayList<>();
        kinds.add(() -> castTo(type, depth));
        kinds.add(() -> castTo(type, depth));
        kinds.add(() -> new RandomArithmetic(this, random).unary(type, depth));
        kinds.add(() -> new RandomArithmetic(this, random).unary(type, depth));
        kinds.add(() -> new RandomArithmetic(this, random).binary(type, depth));
        kinds.add(() -> new RandomArithmetic(this, random).binary(type, depth));
        return pick(kinds).get();
    }

    /// Integers, for those that want one.
    Type integer() {
        return pick(INTEGERS);
    }

    /// A new set to count into.
    static Set<Tried> nothingTried() {
        return new HashSet<>();
    }

    Expr column(String name) {
        return Functions.col(name);
    }
}
