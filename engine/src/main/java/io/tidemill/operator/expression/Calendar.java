// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.expression;

import io.tidemill.memory.Type;
import io.tidemill.plan.expr.ArithmeticOperator;
import io.tidemill.plan.expr.Bound;
import io.tidemill.plan.expr.ComparisonOperator;

/// Days as moments and moments as days, in UTC, written as arithmetic on the integers that hold them.
final class Calendar {
    private static final Bound MICROS_PER_DAY = new Bound.Constant(86_400_000_000L, Type.INT64);
    private static final Bound ZERO = new Bound.Constant(0L, Type.INT64);

    private Calendar() {}

    /// The type whose values a column of a type holds: integers for moments and days.
    static Type stored(Type type) {
        return switch (type.kind()) {
            case TIMESTAMP -> Type.INT64;
            case DATE -> Type.INT32;
            case BOOL, INT8, INT16, INT32, INT64, FLOAT32, FLOAT64, UTF8, LIST, OBJECT -> type;
        };
    }

    /// Midnight of a day, as int64.
    static Bound micros(Bound day) {
        return integer(ArithmeticOperator.TIMES, new Bound.Cast(day, Type.INT64), MICROS_PER_DAY);
    }

    /// The day of a moment, also before 1970, as int32: the quotient, less one where the remainder is negative.
    static Bound days(Bound moment) {
        Bound micros = new Bound.Cast(moment, Type.INT64);
        Bound quotient = integer(ArithmeticOperator.DIV, micros, MICROS_PER_DAY);
        Bound remainder = integer(ArithmeticOperator.MOD, micros, MICROS_PER_DAY);
        Bound isNegative = new Bound.Comparison(ComparisonOperator.LT, remainder, ZERO);
        Bound day = integer(ArithmeticOperator.MINUS, quotient, new Bound.Cast(isNegative, Type.INT64));
        return new Bound.Cast(day, Type.INT32);
    }

    private static Bound integer(ArithmeticOperator operator, Bound left, Bound right) {
        return new Bound.Arithmetic(operator, left, right, Type.INT64);
    }
}
