// SPDX-License-Identifier: Apache-2.0
package io.tidemill.plan.expr;

import java.math.BigInteger;
import java.util.List;

import io.tidemill.memory.Type;

/// Binds rounding to places: each kind of number has a way of its own.
final class RoundBinder {
    private final Binder binder;

    RoundBinder(Binder binder) {
        this.binder = binder;
    }

    Bound bind(RoundFunction function, Expr.Call expr) {
        Bound number = binder.bind(expr.operands().getFirst());
        Type type = number.type();
        if (!TypeRules.isNumber(type)) {
            throw binder.wrong("%s is %s, where a number is due: %s".formatted(number, type, expr));
        }
        if (type.isDecimal()) {
            return decimal(function, number);
        }
        if (type.isFloat()) {
            Bound real = Binder.cast(number, Type.FLOAT64);
            return Binder.cast(CallBinder.call(function, List.of(real)), type);
        }
        return function.places() >= 0 ? number : CallBinder.call(function.overflowing(true), List.of(number));
    }

    private static Bound decimal(RoundFunction function, Bound decimal) {
        Type type = decimal.type();
        Type result = DecimalRules.rounded(type, function.places());
        boolean staysAsItIs = function.places() >= type.scale();
        if (staysAsItIs || (function.places() >= 0 && !function.even())) {
            return Binder.cast(decimal, result);
        }
        if (type.precision() - type.scale() + function.places() < 0) { // less than half of a unit
            Bound zero = Literals.decimal(BigInteger.ZERO, result);
            return decimal.nullable()
                    ? new Bound.If(new Bound.IsNull(decimal), new Bound.Null(result), zero, true)
                    : zero;
        }
        int digits = type.precision() - type.scale() + function.places() + 1;
        boolean overflows = digits + Math.max(0, -function.places()) > Type.MOST_DIGITS;
        return CallBinder.call(function.overflowing(overflows), List.of(decimal));
    }
}
