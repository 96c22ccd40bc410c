// SPDX-License-Identifier: Apache-2.0
package io.tidemill.plan.expr;

import java.util.List;
import java.util.Optional;

import io.tidemill.memory.Type;
import io.tidemill.memory.Type.Kind;

/// Which type an operation gives, and which it takes: all the rules there are.
///
/// Numbers meet at the wider type, as in Spark: int32, int64, float32, float64, in this order. int8 and int16 compute as
/// int32, as in Java. The quotient of any two numbers is a float64, but for decimals: theirs are the `DecimalRules`.
public final class TypeRules {
    private static final List<Type> WIDTHS = List.of(Type.INT32, Type.INT64, Type.FLOAT32, Type.FLOAT64);

    private TypeRules() {}

    /// The type that a number computes as.
    static Type computed(Type type) {
        return type.equals(Type.INT8) || type.equals(Type.INT16) ? Type.INT32 : type;
    }

    /// The type at which two types meet to be compared or joined, if there is one.
    static Optional<Type> common(Type left, Type right) {
        if (left.isDecimal() || right.isDecimal()) {
            return DecimalRules.common(left, right);
        }
        if (left.isNumeric() && right.isNumeric()) {
            return Optional.of(WIDTHS.get(Math.max(WIDTHS.indexOf(computed(left)), WIDTHS.indexOf(computed(right)))));
        }
        if (left.equals(right) && isComparable(left)) {
            return Optional.of(left);
        }
        if (left.equals(Type.DATE) && isMoment(right)) {
            return Optional.of(right);
        }
        return isMoment(left) && right.equals(Type.DATE) ? Optional.of(left) : Optional.empty();
    }

    /// The type of a column whose values are of one type or the other, if there is one.
    static Optional<Type> meeting(Type left, Type right) {
        return left.equals(right) ? Optional.of(left) : common(left, right);
    }

    /// Whether it is a day and a time of it, with a zone or without.
    static boolean isMoment(Type type) {
        return type.equals(Type.TIMESTAMP) || type.equals(Type.TIMESTAMP_NTZ);
    }

    /// Whether it has a day.
    static boolean hasDay(Type type) {
        return isMoment(type) || type.equals(Type.DATE);
    }

    /// Whether it has a time of day.
    static boolean hasTimeOfDay(Type type) {
        return isMoment(type) || type.equals(Type.TIME);
    }

    private static boolean isTime(Type type) {
        return hasDay(type) || type.equals(Type.TIME);
    }

    /// Whether values of a type have a least and a greatest that are kept as numbers.
    public static boolean hasExtremes(Type type) {
        return type.isNumeric() || type.isDecimal() || isTime(type);
    }

    /// Whether values are equal or not, and of several one is the least; false is less than true.
    static boolean isComparable(Type type) {
        return type.kind() != Kind.LIST && type.kind() != Kind.OBJECT;
    }

    /// Whether it is a number of any kind.
    static boolean isNumber(Type type) {
        return type.isNumeric() || type.isDecimal();
    }

    /// The type of an operation on two numbers, and of both operands if they are no decimals; empty if there is no such operation.
    static Optional<Type> arithmetic(ArithmeticOperator operator, Type left, Type right) {
        if (DecimalRules.computes(left, right)) {
            return operator == ArithmeticOperator.DIV
                    ? Optional.empty()
                    : Optional.of(
                            DecimalRules.result(operator, DecimalRules.computed(left), DecimalRules.computed(right)));
        }
        if (!isNumber(left) || !isNumber(right)) {
            return Optional.empty();
        }
        return switch (operator) {
            case DIVIDE -> Optional.of(Type.FLOAT64);
            case DIV -> left.isInteger() && right.isInteger() ? common(left, right) : Optional.empty();
            case PLUS, MINUS, TIMES, MOD -> common(left, right);
        };
    }

    /// Whether an operation on numbers that are there may have no value: integers that leave their type, and divisors of zero.
    static boolean isPartial(ArithmeticOperator operator, Bound left, Bound right) {
        Type type = left.type();
        if (type.isDecimal()) {
            return DecimalRules.isPartial(operator, type, right.type());
        }
        return switch (operator) {
            case PLUS, MINUS, TIMES -> type.isInteger();
            case DIVIDE, MOD -> !isConstantBut(0, right);
            case DIV -> !isConstantBut(0, right) || !isConstantBut(-1, right);
        };
    }

    private static boolean isConstantBut(int number, Bound bound) {
        return bound instanceof Bound.Constant(Number value, _) && value.doubleValue() != number;
    }

    /// Whether a type does not hold all values that are cast to it.
    static boolean isPartial(Type from, Type to) {
        if ((from.isDecimal() || to.isDecimal()) && !from.equals(Type.BINARY) && !to.equals(Type.UTF8)) {
            return DecimalRules.isPartialCast(from, to);
        }
        if (from.isNumeric() && to.isInteger()) {
            return from.isFloat() || to.byteWidth() < from.byteWidth();
        }
        return (from.equals(Type.UTF8) && !to.equals(Type.BINARY)) || from.equals(Type.BINARY)
                || (from.equals(Type.DATE) && isMoment(to));
    }

    /// The type that a function gives of operands.
    static Type result(ScalarFunction function, List<Bound> operands) {
        return switch (function) {
            case RealFunction real -> operands.getFirst().type().isDecimal()
                    ? DecimalRules.result(real, operands.getFirst().type())
                    : Type.FLOAT64;
            case RoundFunction round -> operands.getFirst().type().isDecimal()
                    ? DecimalRules.rounded(operands.getFirst().type(), round.places())
                    : operands.getFirst().type();
            case TextFunction.Length _,TextFunction.ByteLength _,TextFunction.Find _,TextFunction.Truth _,TextFunction.FirstCharacter _ ->
                Type.INT32;
            case TextFunction.Unhex _ -> Type.BINARY;
            case TextFunction.Match _ -> Type.BOOL;
            case TextFunction.Case _,TextFunction.Trim _,TextFunction.Substring _,TextFunction.SplitIndex _,TextFunction.Replace _,TextFunction.Concat _,TextFunction.Pad _,TextFunction.Side _,TextFunction.Capitalize _,TextFunction.Reverse _,TextFunction.Repeat _,TextFunction.Translate _,TextFunction.OneCharacter _,TextFunction.Hex _,ListFunction.Join _,ListFunction.JoinAny _,ListFunction.Concat _ ->
                Type.UTF8;
            case TimeFunction.Part(var kind) when kind.isDay() -> Type.DATE;
            case TimeFunction.Part _,TimeFunction.DaysBetween _ -> Type.INT32;
            case TimeFunction.Truncate _ -> operands.getFirst().type();
            case TimeFunction.AddDays _,TimeFunction.AddMonths _,TimeFunction.NextDay _ -> Type.DATE;
            case TimeFunction.MonthsBetween _ -> Type.FLOAT64;
            case TextComputation computed -> computed.gives();
            case BitFunction _ -> operands.getFirst().type();
            case HashFunction hash -> hash.gives();
            case UserFunction user -> user.result();
            case ListFunction.Split _ -> Type.listOf(Type.UTF8);
            case ListFunction.Make _ -> Type.listOf(operands.getFirst().type());
            case ListFunction.Size _ -> Type.INT32;
            case ListFunction.ElementAt _ -> operands.getFirst().type().elementType();
            case ListFunction.Contains _ -> Type.BOOL;
            case UserAggregate user -> user.result();
        };
    }

    /// Whether a function may fail though its operands are there.
    static boolean isPartial(ScalarFunction function) {
        return function instanceof TimeFunction.Truncate || function instanceof TimeFunction.AddMonths
                || function instanceof TimeFunction.NextDay || function instanceof TextFunction.Truth
                || (function instanceof RoundFunction round && round.mayOverflow())
                || (function instanceof TextComputation computed && computed.isPartial());
    }

    /// Whether a function may be null though its operands are there, which is no failure.
    static boolean mayBeAbsent(ScalarFunction function) {
        return function instanceof TextFunction.SplitIndex || function instanceof TextFunction.Unhex
                || function instanceof UserFunction || function instanceof ListFunction.JoinAny
                || function instanceof ListFunction.ElementAt || function instanceof ListFunction.Contains
                || (function instanceof TextComputation computed && computed.mayBeAbsent());
    }

    /// The type of an aggregate; empty if there is none of that type.
    static Optional<Type> aggregate(AggregateFunction function, Type argument) {
        return switch (function) {
            case COUNT -> Optional.of(Type.INT64);
            case COUNT_DISTINCT, APPROX_COUNT_DISTINCT ->
                isComparable(argument) ? Optional.of(Type.INT64) : Optional.empty();
            case WINDOW_START, WINDOW_END -> Optional.of(Type.TIMESTAMP);
            case COLLECT_LIST, COLLECT_SET -> Optional.of(argument).filter(TypeRules::isComparable).map(Type::listOf);
            case RANK -> Optional.of(Type.INT32);
            case AVG -> {
                if (argument.isDecimal()) {
                    yield Optional.of(DecimalRules.average(argument));
                }
                yield argument.isNumeric() ? Optional.of(Type.FLOAT64) : Optional.empty();
            }
            case SUM -> {
                if (argument.isDecimal()) {
                    yield Optional.of(DecimalRules.sum(argument));
                }
                if (!argument.isNumeric()) {
                    yield Optional.empty();
                }
                yield Optional.of(argument.isInteger() ? Type.INT64 : Type.FLOAT64);
            }
            case MIN, MAX -> isComparable(argument) ? Optional.of(computed(argument)) : Optional.empty();
            case BOOL_AND, BOOL_OR -> Optional.of(argument).filter(Type.BOOL::equals);
            case VAR_SAMP, VAR_POP, STDDEV_SAMP, STDDEV_POP, PERCENTILE_APPROX ->
                isNumber(argument) ? Optional.of(Type.FLOAT64) : Optional.empty();
            case USER -> Optional.of(argument);
            case FIRST, LAST, LAG, FIRST_NOT_NULL, LAST_NOT_NULL, MIN_BY, MAX_BY ->
                Optional.of(argument).filter(type -> type.kind() != Kind.OBJECT);
        };
    }

    /// Whether an aggregate of values that are there may have none.
    static boolean isPartial(AggregateFunction function, Type argument) {
        return function == AggregateFunction.SUM && argument.isDecimal();
    }

    /// Whether every value of one number type is one of another, or nearly, as Java widens.
    public static boolean widens(Type from, Type to) {
        if (DecimalRules.isExact(from) && to.isDecimal()) {
            return DecimalRules.holds(from, to);
        }
        boolean isWider = from.isNumeric() && to.isNumeric() && from.byteWidth() <= to.byteWidth();
        return from.isInteger() ? to.isFloat() || (isWider && to.isInteger()) : isWider && to.isFloat();
    }

    /// Whether a value can be cast.
    static boolean casts(Type from, Type to) {
        if (from.isDecimal() || to.isDecimal()) {
            Type other = from.isDecimal() ? to : from;
            return isNumber(other) || other.equals(Type.UTF8) || from.equals(Type.BOOL);
        }
        if (to.equals(Type.UTF8)) {
            return from.equals(Type.BOOL) || from.isNumeric() || isTime(from) || from.equals(Type.BINARY);
        }
        if (to.isNumeric() && (from.isNumeric() || from.equals(Type.BOOL))) {
            return true;
        }
        return switch (from.kind()) {
            case TIMESTAMP ->
                to.equals(Type.INT64) || to.equals(Type.DATE) || to.equals(Type.TIME) || to.equals(Type.TIMESTAMP_NTZ);
            case TIMESTAMP_NTZ -> to.equals(Type.DATE) || to.equals(Type.TIME) || to.equals(Type.TIMESTAMP);
            case TIME -> to.equals(Type.INT64);
            case INT64 -> to.equals(Type.TIMESTAMP);
            case DATE -> to.equals(Type.INT32) || isMoment(to);
            case INT32 -> to.equals(Type.DATE);
            case UTF8 -> to.isNumeric() || isTime(to) || to.equals(Type.BINARY) || to.equals(Type.BOOL);
            case BOOL, INT8, INT16, FLOAT32, FLOAT64, DECIMAL, BINARY, LIST, OBJECT -> false;
        };
    }
}
