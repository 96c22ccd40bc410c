// SPDX-License-Identifier: Apache-2.0
package io.tidemill.differential;

import java.util.List;
import java.util.SplittableRandom;

import io.tidemill.memory.Type;

/// Casts to numbers. What does not fit is null.
final class RandomCasts {
    private static final List<Type> FROM = List.of(Type.BOOL, Type.INT8, Type.INT16, Type.INT32, Type.INT64,
            Type.FLOAT32, Type.FLOAT64, Type.UTF8);
    private static final String INTEGER = "'[+-]?[0-9]+'";
    private static final String REAL = "'[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?|NaN|[+-]?Infinity'";

    private RandomCasts() {}

    static Typed to(Type type, RandomExpressions expressions, int depth, SplittableRandom random) {
        Type from = expressions.pick(FROM);
        if (type.equals(Type.INT64) && random.nextInt(5) == 0) {
            Typed of = expressions.make(Type.TIMESTAMP, depth);
            return expressions.tried("cast to int64", Type.TIMESTAMP,
                    Typed.of(of.expr().cast(type), "epoch_us(%s)".formatted(of.sql()), type, of));
        }
        Typed of = expressions.make(from, depth);
        return expressions.tried("cast to " + type, from, Typed.of(of.expr().cast(type), sql(of, type), type, of));
    }

    private static String sql(Typed of, Type to) {
        if (of.type().equals(Type.UTF8)) {
            return "CASE WHEN regexp_full_match(trim(%1$s), %2$s) THEN %3$s END".formatted(of.sql(),
                    to.isInteger() ? INTEGER : REAL, Sql.tryCast("trim(" + of.sql() + ")", to));
        }
        if (of.type().isFloat() && to.isInteger()) {
            return Sql.tryCast("trunc(" + of.sql() + ")", to);
        }
        if (of.type().equals(Type.FLOAT64) && to.equals(Type.FLOAT32)) { // beyond its greatest it is infinite
            return "CASE WHEN abs(%1$s) > 3.4028235677973366e38 THEN CAST(sign(%1$s) * 'Infinity'::DOUBLE AS FLOAT) ELSE CAST(%1$s AS FLOAT) END"
                    .formatted(of.sql());
        }
        return Sql.tryCast(of.sql(), to);
    }
}
