// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.decimal;

import java.math.BigDecimal;
import java.math.RoundingMode;

import org.jspecify.annotations.Nullable;

import io.tidemill.memory.Type;

/// What decimals come to, by `BigDecimal`.
final class BigDecimals {
    private BigDecimals() {}

    /// The value as a decimal of a type, rounded half up; null if it has too many digits.
    static @Nullable BigDecimal fitting(BigDecimal exact, Type type) {
        BigDecimal rounded = exact.setScale(type.scale(), RoundingMode.HALF_UP);
        return rounded.precision() > type.precision() ? null : rounded;
    }

    /// The result of an operation as a decimal of a type; null if there is none.
    static @Nullable BigDecimal result(DecimalArithmetic operation, BigDecimal left, BigDecimal right, Type type) {
        boolean divides = operation == DecimalArithmetic.DIV || operation == DecimalArithmetic.MOD;
        if (divides && right.signum() == 0) {
            return null;
        }
        return fitting(switch (operation) {
            case ADD -> left.add(right);
            case SUB -> left.subtract(right);
            case MUL -> left.multiply(right);
            case DIV -> left.divide(right, type.scale(), RoundingMode.HALF_UP);
            case MOD -> left.remainder(right);
        }, type);
    }
}
