// SPDX-License-Identifier: Apache-2.0
package io.tidemill.differential;

import java.util.List;
import java.util.SplittableRandom;

import io.tidemill.Functions;
import io.tidemill.memory.Type;
import io.tidemill.plan.expr.Expr;

/// Functions of moments and days.
final class RandomTimes {
    private static final List<String> UNITS = List.of("millisecond", "second", "minute", "hour", "day", "week", "month",
            "quarter", "year");

    private final RandomExpressions expressions;
    private final SplittableRandom random;

    RandomTimes(RandomExpressions expressions, SplittableRandom random) {
        this.expressions = expressions;
        this.random = random;
    }

    Typed timestamp(int depth) {
        if (random.nextInt(3) == 0) {
            Typed of = expressions.make(Type.DATE, depth);
            return expressions.tried("cast to timestamp", Type.DATE,
                    Typed.of(of.expr().cast(Type.TIMESTAMP), Sql.cast(of.sql(), Type.TIMESTAMP), Type.TIMESTAMP, of));
        }
        Typed of = expressions.make(Type.TIMESTAMP, depth);
        String unit = expressions.pick(UNITS);
        return expressions.tried("dateTrunc", Type.TIMESTAMP, Typed.of(Functions.dateTrunc(unit, of.expr()),
                Sql.cast("date_trunc('%s', %s)".formatted(unit, of.sql()), Type.TIMESTAMP), Type.TIMESTAMP, of));
    }

    Typed date(int depth) {
        Typed of = expressions.make(timeOrDay(), depth);
        if (random.nextBoolean() && of.type().equals(Type.TIMESTAMP)) {
            return expressions.tried("cast to date", Type.TIMESTAMP,
                    Typed.of(of.expr().cast(Type.DATE), Sql.cast(of.sql(), Type.DATE), Type.DATE, of));
        }
        int days = random.nextInt(-400, 400);
        return expressions.tried("dateAdd", of.type(), Typed.of(Functions.dateAdd(of.expr(), days),
                "(%s + (%d))".formatted(Sql.cast(of.sql(), Type.DATE), days), Type.DATE, of));
    }

    private Type timeOrDay() {
        return random.nextBoolean() ? Type.TIMESTAMP : Type.DATE;
    }

    Typed part(int depth) {
        Typed of = expressions.make(timeOrDay(), depth);
        Expr time = of.expr();
        return switch (random.nextInt(of.type().equals(Type.TIMESTAMP) ? 8 : 5)) {
            case 0 -> part("year", Functions.year(time), "year(%s)", of);
            case 1 -> part("month", Functions.month(time), "month(%s)", of);
            case 2 -> part("dayOfMonth", Functions.dayOfMonth(time), "day(%s)", of);
            case 3 -> part("dayOfWeek", Functions.dayOfWeek(time), "(dayofweek(%s) + 1)", of);
            case 4 -> difference(of);
            case 5 -> part("hour", Functions.hour(time), "hour(%s)", of);
            case 6 -> part("minute", Functions.minute(time), "minute(%s)", of);
            default -> part("second", Functions.second(time), "second(%s)", of);
        };
    }

    private Typed part(String operation, Expr expr, String sql, Typed of) {
        return expressions.tried(operation, of.type(),
                Typed.of(expr, Sql.cast(sql.formatted(of.sql()), Type.INT32), Type.INT32, of));
    }

    private Typed difference(Typed end) {
        Typed start = expressions.make(timeOrDay(), 0);
        return expressions.tried("dateDiff", end.type(), Typed.of(Functions.dateDiff(end.expr(), start.expr()),
                Sql.cast("(%s - %s)".formatted(Sql.cast(end.sql(), Type.DATE), Sql.cast(start.sql(), Type.DATE)),
                        Type.INT32),
                Type.INT32, end, start));
    }
}
