// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.expression;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

import org.jspecify.annotations.Nullable;

import io.tidemill.memory.Type;
import io.tidemill.plan.expr.ArithmeticOperator;

/// Decimals by way of `BigDecimal`.
final class NaiveDecimals {
    private NaiveDecimals() {}

    static @Nullable BigDecimal arithmetic(ArithmeticOperator operator, BigDecimal left, BigDecimal right, Type type) {
        return fitting(switch (operator) {
            case PLUS -> left.add(right);
            case MINUS -> left.subtract(right);
            case TIMES -> left.multiply(right);
            case DIVIDE -> left.divide(right, type.scale(), RoundingMode.HALF_UP);
            case MOD -> left.remainder(right);
            case DIV -> throw new IllegalArgumentException("no div of decimals");
        }, type);
    }

    /// A number as a decimal type has it, or null.
    static @Nullable BigDecimal fitting(BigDecimal number, Type type) {
        BigDecimal rounded = number.setScale(type.scale(), RoundingMode.HALF_UP);
        return rounded.precision() > type.precision() ? null : rounded;
    }

    /// To or from a decimal.
    static @Nullable Object cast(Number number, Type to) {
        double real = number.doubleValue();
        if (to.isDecimal()) {
            boolean isFloat = number instanceof Float || number instanceof Double;
            return isFloat && !Double.isFinite(real) ? null : fitting(new BigDecimal(number.toString()), to);
        }
        if (to.isFloat()) {
            return to.equals(Type.FLOAT32) ? (Object) number.floatValue() : (Object) real;
        }
        BigInteger whole = ((BigDecimal) number).toBigInteger();
        if (whole.bitLength() >= Byte.SIZE * to.byteWidth()) {
            return null;
        }
        return switch (to.kind()) {
            case INT8 -> whole.byteValue();
            case INT16 -> whole.shortValue();
            case INT32 -> whole.intValue();
            default -> whole.longValue();
        };
    }
}
