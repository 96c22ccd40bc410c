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
    };

    public Shape<Loop.Unary> column() {
        return Recipe.single(ScalarRealFunction.class, this);
    }

    /// The left float64 to the power of the right one. `StrictMath` makes two small arrays for each.
    public static Shape<Loop.Binary> power() {
        return Recipe.single(ScalarPower.class);
    }

    abstract double of(double value);
}
