// SPDX-License-Identifier: Apache-2.0
package io.tidemill.plan.expr;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import io.tidemill.memory.Type;

/// Binds calls of functions: casts their operands, and says what they do to integers in terms of arithmetic.
final class CallBinder {
    private final Binder binder;

    CallBinder(Binder binder) {
        this.binder = binder;
    }

    Bound bind(Expr.Call expr) {
        return switch (expr.function()) {
            case RealFunction function -> real(function, expr);
            case RoundFunction function -> new RoundBinder(binder).bind(function, expr);
            case TextFunction function -> new TextBinder(binder).bind(function, expr);
            case ListFunction function -> new ListBinder(binder).bind(function, expr);
            case TimeFunction function -> new TimeBinder(binder).bind(function, expr);
            case TextComputation function -> computed(function, expr);
            case BitFunction function -> bits(function, expr);
            case HashFunction function -> hash(function, expr);
            case UserFunction function -> user(function, function.arguments(), expr);
            case UserAggregate function -> user(function, function.arguments(), expr);
        };
    }

    private Bound bits(BitFunction function, Expr.Call expr) {
        List<Bound> integers = new ArrayList<>();
        for (Expr operand : expr.operands()) {
            Bound integer = binder.bind(operand);
            if (!integer.type().isInteger()) {
                throw binder.wrong("%s is %s, where an integer is due: %s".formatted(operand, integer.type(), expr));
            }
            integers.add(integer);
        }
        Type first = TypeRules.computed(integers.getFirst().type());
        Type type = function.isShift()
                ? first
                : TypeRules.common(first, integers.getLast().type()).orElseThrow();
        if (function.isShift() && !TypeRules.computed(integers.getLast().type()).equals(Type.INT32)) {
            throw binder.wrong("%s is %s, where a number of places, an int32, is due: %s".formatted(
                    expr.operands().getLast(), integers.getLast().type(), expr));
        }
        integers.replaceAll(integer -> Binder.cast(integer, type));
        return call(function, integers);
    }

    private Bound hash(HashFunction function, Expr.Call expr) {
        List<Bound> operands = expr.operands().stream().map(binder::bind).toList();
        for (Bound operand : operands) {
            if (!TypeRules.isComparable(operand.type())) {
                throw binder.wrong("%s is %s, which has no hash: %s".formatted(operand, operand.type(), expr));
            }
        }
        return new Bound.Call(function, operands, TypeRules.result(function, operands), false);
    }

    private Bound computed(TextComputation function, Expr.Call expr) {
        Bound operand = binder.bind(expr.operands().getFirst());
        Type type = operand.type();
        if (!function.takes().contains(type)) {
            throw binder.wrong("%s is %s, where %s is due: %s".formatted(operand, type,
                    function.takes().stream().map(Type::toString).sorted().collect(Collectors.joining(" or ")), expr));
        }
        if (function instanceof TextComputation.DateFormat(String pattern)) {
            TimePattern.requireOf(pattern, type);
        }
        return call(function, List.of(operand));
    }

    private Bound user(ScalarFunction function, List<Type> types, Expr.Call expr) {
        int count = types.size();
        if (expr.operands().size() != count) {
            throw binder.wrong("%s takes %d arguments, not %d: %s".formatted(function.functionName(), count,
                    expr.operands().size(), expr));
        }
        List<Bound> arguments = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Bound argument = binder.bind(expr.operands().get(i));
            Type due = types.get(i);
            boolean isExact = due.isDecimal() && DecimalRules.isExact(argument.type());
            if (!isExact && !argument.type().equals(due) && !TypeRules.widens(argument.type(), due)) {
                throw binder.wrong("%s is %s, where %s is due: %s".formatted(argument, argument.type(),
                        due.isDecimal() ? "a decimal" : due, expr));
            }
            arguments.add(Binder.cast(argument, isExact ? DecimalRules.computed(argument.type()) : due));
        }
        return call(function, arguments);
    }

    private Bound real(RealFunction function, Expr.Call expr) {
        List<Bound> numbers = new ArrayList<>();
        for (Expr operand : expr.operands()) {
            Bound number = binder.bind(operand);
            if (!TypeRules.isNumber(number.type())) {
                throw binder.wrong("%s is %s, where a number is due: %s".formatted(operand, number.type(), expr));
            }
            numbers.add(number);
        }
        Bound first = numbers.getFirst();
        if (first.type().isDecimal() && !function.isReal()) {
            return decimal(function, first);
        }
        List<Bound> reals = numbers.stream().map(number -> Binder.cast(number, Type.FLOAT64)).toList();
        return switch (function) {
            case ABS -> first.type().isInteger() ? absolute(first) : ownType(function, first);
            case ROUND -> first.type().isInteger() ? first : ownType(function, first);
            case FLOOR, CEIL -> first.type().isInteger()
                    ? Binder.cast(first, Type.INT64)
                    : Binder.cast(call(function, reals), Type.INT64);
            case SQRT, EXP, LOG, LOG10, CBRT, EXPM1, LOG1P, LOG2, SIN, COS, TAN, ASIN, ACOS, ATAN, SINH, COSH, TANH,
                    SIGNUM, DEGREES, RADIANS, POW ->
                call(function, reals);
        };
    }

    private static Bound decimal(RealFunction function, Bound decimal) {
        return switch (function) {
            case ABS -> {
                if (decimal.type().isWide()) {
                    yield call(function, List.of(decimal));
                }
                Bound zero = new Bound.Constant(0L, decimal.type());
                Bound negated = new Bound.LowBits(new Bound.Arithmetic(ArithmeticOperator.MINUS,
                        new Bound.LowBits(zero, Type.INT64), new Bound.LowBits(decimal, Type.INT64), Type.INT64),
                        decimal.type());
                Bound isNegative = new Bound.Comparison(ComparisonOperator.LT, decimal, zero);
                yield new Bound.If(isNegative, negated, decimal, decimal.nullable());
            }
            case ROUND -> Binder.cast(decimal, DecimalRules.rounded(decimal.type()));
            case FLOOR, CEIL -> call(function, List.of(decimal));
            case SQRT, EXP, LOG, LOG10, CBRT, EXPM1, LOG1P, LOG2, SIN, COS, TAN, ASIN, ACOS, ATAN, SINH, COSH, TANH,
                    SIGNUM, DEGREES, RADIANS, POW ->
                throw new IllegalArgumentException(function + " is of floats");
        };
    }

    private static Bound absolute(Bound integer) {
        Type type = TypeRules.computed(integer.type());
        Bound value = Binder.cast(integer, type);
        Bound zero = Binder.cast(new Bound.Constant(0, Type.INT32), type);
        Bound negated = new Bound.Arithmetic(ArithmeticOperator.MINUS, zero, value, type);
        Bound isNegative = new Bound.Comparison(ComparisonOperator.LT, value, zero);
        return new Bound.If(isNegative, negated, value, true);
    }

    private static Bound ownType(RealFunction function, Bound number) {
        return Binder.cast(call(function, List.of(Binder.cast(number, Type.FLOAT64))), number.type());
    }

    static Bound call(ScalarFunction function, List<Bound> operands) {
        boolean nullable = TypeRules.mayBeAbsent(function) || TypeRules.isPartial(function)
                || operands.stream().anyMatch(Bound::nullable);
        return new Bound.Call(function, operands, TypeRules.result(function, operands), nullable);
    }
}
