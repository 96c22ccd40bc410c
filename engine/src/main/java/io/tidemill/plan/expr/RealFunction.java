// SPDX-License-Identifier: Apache-2.0
package io.tidemill.plan.expr;

import java.util.Locale;

/// What is computed of float64s, as `StrictMath` does: the same bits on every machine.
public enum RealFunction implements ScalarFunction {
    ABS, FLOOR, CEIL,
    /// To the nearest whole number, ties away from zero.
    ROUND, SQRT, EXP, LOG, LOG10, CBRT, EXPM1, LOG1P, LOG2, SIN, COS, TAN, ASIN, ACOS, ATAN, SINH, COSH, TANH, SIGNUM, DEGREES, RADIANS, POW;

    /// Whether it computes floats, whatever number it is of.
    boolean isReal() {
        return switch (this) {
            case ABS, FLOOR, CEIL, ROUND -> false;
            case SQRT, EXP, LOG, LOG10, CBRT, EXPM1, LOG1P, LOG2, SIN, COS, TAN, ASIN, ACOS, ATAN, SINH, COSH, TANH,
                    SIGNUM, DEGREES, RADIANS, POW ->
                true;
        };
    }

    /// How many operands it takes.
    public int operands() {
        return this == POW ? 2 : 1;
    }

    @Override
    public String functionName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
