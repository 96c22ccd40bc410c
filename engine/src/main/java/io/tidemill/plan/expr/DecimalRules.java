// SPDX-License-Identifier: Apache-2.0
package io.tidemill.plan.expr;

import java.util.Optional;

import io.tidemill.memory.Type;

/// Which digits operations on decimals give: Spark's rules. A part of [TypeRules].
///
/// A result that needs more than 38 has 38, and gives up digits behind the point for those before it, down to six: so it may be rounded, and may
/// not fit.
final class DecimalRules {
    private static final int FEWEST_BEHIND_POINT = 6;
    /// Of an int64 in arithmetic: one more than it has.
    private static final int INT64_DIGITS = 20;
    /// How many digits a sum has more than its values.
    private static final int MORE_OF_SUM = 10;
    /// How many digits an average has more behind the point than its values.
    private static final int MORE_OF_AVERAGE = 4;

    private DecimalRules() {}

    /// Whether it is a number without rounding: an integer or a decimal.
    static boolean isExact(Type type) {
        return type.isInteger() || type.isDecimal();
    }

    /// Whether it is an operation on a decimal and an exact number.
    static boolean computes(Type left, Type right) {
        return isExact(left) && isExact(right) && (left.isDecimal() || right.isDecimal());
    }

    /// The decimal as which an exact number computes.
    static Type computed(Type type) {
        return type.isDecimal()
                ? type
                : Type.decimal(type.equals(Type.INT64) ? INT64_DIGITS : digitsBeforePoint(type), 0);
    }

    private static int digitsBeforePoint(Type type) {
        return switch (type.kind()) {
            case INT8 -> 3;
            case INT16 -> 5;
            case INT32 -> 10;
            case INT64 -> 19;
            case DECIMAL -> type.precision() - type.scale();
            default -> throw new IllegalArgumentException(type + " has no digits");
        };
    }

    /// The decimal that holds all values of two exact numbers, or the float at which a decimal and a float meet.
    static Optional<Type> common(Type left, Type right) {
        if (!computes(left, right)) {
            boolean isNumber = (left.isNumeric() || left.isDecimal()) && (right.isNumeric() || right.isDecimal());
            return isNumber ? Optional.of(Type.FLOAT64) : Optional.empty();
        }
        int scale = Math.max(left.scale(), right.scale());
        int precision = scale + Math.max(digitsBeforePoint(left), digitsBeforePoint(right));
        return precision > Type.MOST_DIGITS ? Optional.empty() : Optional.of(Type.decimal(precision, scale));
    }

    /// The type of an operation on two decimals.
    static Type result(ArithmeticOperator operator, Type left, Type right) {
        int scale = scale(operator, left, right);
        int precision = precision(operator, left, right);
        if (precision <= Type.MOST_DIGITS) {
            return Type.decimal(precision, scale);
        }
        int room = Type.MOST_DIGITS - (precision - scale);
        return Type.decimal(Type.MOST_DIGITS, Math.max(room, Math.min(scale, FEWEST_BEHIND_POINT)));
    }

    private static int scale(ArithmeticOperator operator, Type left, Type right) {
        return switch (operator) {
            case PLUS, MINUS, MOD -> Math.max(left.scale(), right.scale());
            case TIMES -> left.scale() + right.scale();
            case DIVIDE -> Math.max(FEWEST_BEHIND_POINT, left.scale() + right.precision() + 1);
            case DIV -> throw new IllegalArgumentException("there is no div of decimals");
        };
    }

    /// How many digits a result may need.
    private static int precision(ArithmeticOperator operator, Type left, Type right) {
        int scale = scale(operator, left, right);
        int leftDigits = digitsBeforePoint(left);
        int rightDigits = digitsBeforePoint(right);
        return switch (operator) {
            case PLUS, MINUS -> Math.max(leftDigits, rightDigits) + scale + 1;
            case MOD -> Math.min(leftDigits, rightDigits) + scale;
            case TIMES -> left.precision() + right.precision() + 1;
            case DIVIDE -> leftDigits + right.scale() + scale;
            case DIV -> throw new IllegalArgumentException("there is no div of decimals");
        };
    }

    /// Whether an operation on decimals that are there may have no value.
    static boolean isPartial(ArithmeticOperator operator, Type left, Type right) {
        return switch (operator) {
            case PLUS, MINUS, TIMES -> precision(operator, left, right) > Type.MOST_DIGITS;
            case DIVIDE, MOD, DIV -> true;
        };
    }

    /// Whether a decimal holds all values of an exact number.
    static boolean holds(Type from, Type to) {
        return to.isDecimal() && to.scale() >= from.scale() && digitsBeforePoint(to) >= digitsBeforePoint(from);
    }

    /// Whether some values of a type have no cast to another, of which one is a decimal.
    static boolean isPartialCast(Type from, Type to) {
        if (to.isDecimal()) {
            return !isExact(from) || !holds(from, to);
        }
        return to.isInteger() && digitsBeforePoint(from) >= digitsBeforePoint(to);
    }

    /// The digits of a decimal without those behind the point, rounded.
    static Type rounded(Type type) {
        return Type.decimal(Math.min(digitsBeforePoint(type) + 1, Type.MOST_DIGITS), 0);
    }

    /// The digits of a decimal that is rounded to some places: one more in front of the point, and never more behind it.
    ///
    /// @param places behind the point, or in front of it if negative
    static Type rounded(Type type, int places) {
        int before = digitsBeforePoint(type) + 1;
        if (places < 0) {
            return Type.decimal((int) Math.min(Math.max(before, 1L - places), Type.MOST_DIGITS), 0);
        }
        int scale = Math.min(type.scale(), places);
        return Type.decimal(Math.min(before + scale, Type.MOST_DIGITS), scale);
    }

    /// What `floor`, `ceil` and `abs` give.
    static Type result(RealFunction function, Type decimal) {
        if (function == RealFunction.ABS) {
            return decimal;
        }
        return digitsBeforePoint(decimal) > Type.MOST_NARROW_DIGITS ? rounded(decimal) : Type.INT64;
    }

    static Type sum(Type values) {
        return Type.decimal(Math.min(values.precision() + MORE_OF_SUM, Type.MOST_DIGITS), values.scale());
    }

    /// An average is no greater than the greatest value: it has room for more digits behind the point, as far as there is any.
    static Type average(Type values) {
        int before = digitsBeforePoint(values);
        int scale = Math.min(values.scale() + MORE_OF_AVERAGE, Type.MOST_DIGITS - before);
        return Type.decimal(before + scale, scale);
    }
}
