// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.arithmetic;

import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Recipe;
import io.tidemill.kernel.Shape;

/// Functions of one float64, as `StrictMath` computes them on every machine; one NaN.
public enum RealFunctions {
    ABS {
        @Override
        double of(double value) {
            return Math.abs(value);
        }
    },
    FLOOR {
        @Override
        double of(double value) {
            return Math.floor(value);
        }
    },
    CEIL {
        @Override
        double of(double value) {
            return Math.ceil(value);
        }
    },
    /// To the nearest whole number, ties away from zero.
    ROUND {
        @Override
        double of(double value) {
            double size = Math.abs(value);
            double whole = Math.floor(size);
            // a float64 with a fraction is small enough for the difference to be exact
            return Math.copySign(size - whole >= 0.5 ? whole + 1 : whole, value);
        }
    },
    SQRT {
        @Override
        double of(double value) {
            return Math.sqrt(value);
        }
    },
    EXP {
        @Override
        double of(double value) {
            return StrictMath.exp(value);
        }
    },
    LOG {
        @Override
        double of(double value) {
            return StrictMath.log(value);
        }
    },
    LOG10 {
        @Override
        double of(double value) {
            return StrictMath.log10(value);
        }
    },
    CBRT {
        @Override
        double of(double value) {
            return StrictMath.cbrt(value);
        }
    },
    EXPM1 {
        @Override
        double of(double value) {
            return StrictMath.expm1(value);
        }
    },
    LOG1P {
        @Override
        double of(double value) {
            return StrictMath.log1p(value);
        }
    },
    LOG2 {
        @Override
        double of(double value) {
            return StrictMath.log(value) / LOG_OF_2;
        }
    },
    SIN {
        @Override
        double of(double value) {
            return StrictMath.sin(value);
        }
    },
    COS {
        @Override
        double of(double value) {
            return StrictMath.cos(value);
        }
    },
    TAN {
        @Override
        double of(double value) {
            return StrictMath.tan(value);
        }
    },
    ASIN {
        @Override
        double of(double value) {
            return StrictMath.asin(value);
        }
    },
    ACOS {
        @Override
        double of(double value) {
            return StrictMath.acos(value);
        }
    },
    ATAN {
        @Override
        double of(double value) {
            return StrictMath.atan(value);
        }
    },
    SINH {
        @Override
        double of(double value) {
            return StrictMath.sinh(value);
        }
    },
    COSH {
        @Override
        double of(double value) {
            return StrictMath.cosh(value);
        }
    },
    TANH {
        @Override
        double of(double value) {
            return StrictMath.tanh(value);
        }
    },
    SIGNUM {
        @Override
        double of(double value) {
            return Math.signum(value);
        }
    },
    DEGREES {
        @Override
        double of(double value) {
            return value * DEGREES_PER_RADIAN;
        }
    },
    RADIANS {
        @Override
        double of(double value) {
            return value / DEGREES_PER_RADIAN;
        }
    };

    private static final double LOG_OF_2 = 0.6931471805599453;
    private static final double DEGREES_PER_RADIAN = 57.29577951308232;

    public Shape<Loop.Unary> column() {
        return Recipe.single(ScalarRealFunction.class, this);
    }

    /// The left float64 to the power of the right one. `StrictMath` makes two small arrays for each.
    public static Shape<Loop.Binary> power() {
        return Recipe.single(ScalarPower.class);
    }

    abstract double of(double value);
}
