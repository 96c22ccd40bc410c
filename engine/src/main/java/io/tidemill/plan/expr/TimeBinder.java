// SPDX-License-Identifier: Apache-2.0
package io.tidemill.plan.expr;

import java.util.List;

import io.tidemill.memory.Type;

/// Binds functions of times, and says what they do to days in terms of arithmetic.
final class TimeBinder {
    private final Binder binder;

    TimeBinder(Binder binder) {
        this.binder = binder;
    }

    Bound bind(TimeFunction function, Expr.Call expr) {
        Bound first = binder.bind(expr.operands().getFirst());
        return switch (function) {
            case TimeFunction.Part(var kind) -> {
                boolean takes = kind.ofDays()
                        ? TypeRules.hasDay(first.type())
                        : TypeRules.hasTimeOfDay(first.type());
                yield call(function, takes, first, kind.ofDays() ? "a timestamp or date" : "a timestamp or time", expr);
            }
            case TimeFunction.Truncate(var unit) when unit == TimeFunction.Truncate.Unit.MICROSECOND
                    && TypeRules.isMoment(first.type()) ->
                first;
            case TimeFunction.AddMonths _ -> CallBinder.call(function,
                    List.of(date(first, expr), number(binder.bind(last(expr)), expr)));
            case TimeFunction.MonthsBetween _ -> CallBinder.call(function,
                    List.of(moment(first, expr), moment(binder.bind(last(expr)), expr)));
            case TimeFunction.NextDay _ -> CallBinder.call(function, List.of(date(first, expr)));
            case TimeFunction.Truncate _ ->
                call(function, TypeRules.isMoment(first.type()), first, "a timestamp", expr);
            case TimeFunction.AddDays _ -> Binder.cast(
                    arithmetic(ArithmeticOperator.PLUS, days(first, expr), number(binder.bind(last(expr)), expr)),
                    Type.DATE);
            case TimeFunction.DaysBetween _ -> arithmetic(ArithmeticOperator.MINUS, days(first, expr),
                    days(binder.bind(last(expr)), expr));
        };
    }

    private static Expr last(Expr.Call expr) {
        return expr.operands().getLast();
    }

    private Bound call(TimeFunction function, boolean takes, Bound operand, String due, Expr.Call expr) {
        if (!takes) {
            throw binder.wrong("%s is %s, where %s is due: %s".formatted(operand, operand.type(), due, expr));
        }
        return new Bound.Call(function, List.of(operand), TypeRules.result(function, List.of(operand)),
                operand.nullable() || TypeRules.isPartial(function));
    }

    private static Bound arithmetic(ArithmeticOperator operator, Bound left, Bound right) {
        return new Bound.Arithmetic(operator, left, right, Type.INT32);
    }

    private Bound days(Bound time, Expr.Call expr) {
        return Binder.cast(date(time, expr), Type.INT32);
    }

    private Bound date(Bound time, Expr.Call expr) {
        if (!TypeRules.hasDay(time.type())) {
            throw binder.wrong("%s is %s, where a timestamp or date is due: %s".formatted(time, time.type(), expr));
        }
        return Binder.cast(time, Type.DATE);
    }

    /// A date is its midnight.
    private Bound moment(Bound time, Expr.Call expr) {
        return time.type().equals(Type.TIMESTAMP_NTZ) ? time : Binder.cast(midnight(time, expr), Type.TIMESTAMP);
    }

    private Bound midnight(Bound time, Expr.Call expr) {
        return TypeRules.isMoment(time.type()) ? time : date(time, expr);
    }

    private Bound number(Bound days, Expr.Call expr) {
        if (!TypeRules.computed(days.type()).equals(Type.INT32)) {
            throw binder
                    .wrong("%s is %s, where a number of days, an int32, is due: %s".formatted(days, days.type(), expr));
        }
        return Binder.cast(days, Type.INT32);
    }
}
