// SPDX-License-Identifier: Apache-2.0
package io.tidemill.differential;

import java.util.SplittableRandom;

import io.tidemill.Functions;
import io.tidemill.memory.Type;
import io.tidemill.plan.expr.Expr;

/// Arithmetic and functions of numbers. What fails is null.
final class RandomArithmetic {
    private static final String NO_DIVISOR = "CASE WHEN %2$s = 0 THEN NULL ELSE %1$s END";

    private final RandomExpressions expressions;
    private final SplittableRandom random;

    RandomArithmetic(RandomExpressions expressions, SplittableRandom random) {
        this.expressions = expressions;
        this.random = random;
    }

    /// @param type int32, int64, float32 or float64
    Typed binary(Type type, int depth) {
        boolean isFloat = type.isFloat();
        Typed left = expressions.make(type, depth);
        Typed right = expressions.make(operandUpTo(type), depth);
        String a = left.sql();
        String b = right.cast(type).sql();
        return switch (random.nextInt(type.equals(Type.FLOAT64) ? 7 : 5)) {
            case 0 -> made("plus", left.expr().plus(right.expr()), "TRY(%s + %s)".formatted(a, b), type, left, right);
            case 1 -> made("minus", left.expr().minus(right.expr()), "TRY(%s - %s)".formatted(a, b), type, left, right);
            case 2 -> made("times", left.expr().times(right.expr()), "TRY(%s * %s)".formatted(a, b), type, left, right);
            case 3 -> made("mod", left.expr().mod(right.expr()), isFloat ? remainder(a, b) : integerRemainder(a, b),
                    type, left, right);
            default -> division(type, left, right);
        };
    }

    /// A type that meets another at that one.
    private Type operandUpTo(Type type) {
        Type other = expressions.number();
        return Meet.of(type, other).equals(type) ? other : type;
    }

    private static String remainder(String a, String b) {
        return NO_DIVISOR.formatted("(%s %% %s)".formatted(a, b), b);
    }

    /// The least integer has no quotient by -1, but a remainder.
    private static String integerRemainder(String a, String b) {
        return "CASE WHEN %2$s = -1 THEN %1$s - %1$s ELSE %1$s %% nullif(%2$s, 0) END".formatted(a, b);
    }

    private Typed division(Type type, Typed left, Typed right) {
        if (type.isInteger()) {
            return made("div", left.expr().div(right.expr()),
                    "TRY(%s // nullif(%s, 0))".formatted(left.sql(), right.cast(type).sql()), type, left, right);
        }
        if (type.equals(Type.FLOAT64)) {
            String b = Sql.cast(right.sql(), Type.FLOAT64);
            return made("dividedBy", left.expr().dividedBy(right.expr()),
                    NO_DIVISOR.formatted("(%s / %s)".formatted(left.sql(), b), b), type, left, right);
        }
        return made("minus", left.expr().minus(right.expr()),
                "(%s - %s)".formatted(left.sql(), right.cast(type).sql()), type, left, right);
    }

    private Typed made(String operation, Expr expr, String sql, Type type, Typed left, Typed right) {
        return expressions.tried(operation, right.type(), expressions.tried(operation, type,
                Typed.of(expr, sql, type, left, right)));
    }

    Typed unary(Type type, int depth) {
        if (type.equals(Type.INT64) && random.nextBoolean()) {
            Typed of = expressions.make(random.nextBoolean() ? Type.FLOAT64 : Type.FLOAT32, depth);
            return random.nextBoolean()
                    ? made("floor", Functions.floor(of.expr()), whole("floor", of), type, of)
                    : made("ceil", Functions.ceil(of.expr()), whole("ceil", of), type, of);
        }
        Typed of = expressions.make(type, depth);
        if (type.equals(Type.FLOAT64) && random.nextInt(3) == 0) {
            return made("sqrt", Functions.sqrt(of.expr()), "sqrt(%s)".formatted(of.sql()), type, of);
        }
        if (random.nextInt(3) == 0 && !type.isFloat()) {
            int places = random.nextInt(1, 12);
            return made("round to places", Functions.round(of.expr(), -places), roundedInteger(of, places), type, of);
        }
        return random.nextBoolean()
                ? made("abs", Functions.abs(of.expr()), "TRY(abs(%s))".formatted(of.sql()), type, of)
                : made("round", Functions.round(of.expr()), Sql.cast("round(%s)".formatted(of.sql()), type), type, of);
    }

    /// By way of 38 digits: a float64 would not do, and what leaves the type is null.
    private static String roundedInteger(Typed of, int places) {
        return Sql.tryCast("round(CAST(%s AS DECIMAL(38,0)), %d)".formatted(of.sql(), -places), of.type());
    }

    private static String whole(String function, Typed of) {
        return Sql.tryCast("%s(%s)".formatted(function, Sql.cast(of.sql(), Type.FLOAT64)), Type.INT64);
    }

    private Typed made(String operation, Expr expr, String sql, Type type, Typed of) {
        return expressions.tried(operation, of.type(), Typed.of(expr, sql, type, of));
    }
}
