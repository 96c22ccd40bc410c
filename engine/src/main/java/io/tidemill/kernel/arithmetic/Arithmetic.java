// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.arithmetic;

import io.tidemill.kernel.Element;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Operand;
import io.tidemill.kernel.Recipe;
import io.tidemill.kernel.Shape;

import io.tidemill.memory.Type;

/// Sums, differences, products, and quotients and remainders of floats.
///
/// int32, int64, float32 and float64; narrower integers are cast first. Every row is computed, also null ones. Integers wrap
/// around. Floats follow IEEE 754, and a result that is no number is always the same NaN, so that bytes are the same on any
/// machine. For quotients and remainders of integers see [Division].
public enum Arithmetic {
    ADD {
        @Override
        long of(long left, long right) {
            return left + right;
        }

        @Override
        float of(float left, float right) {
            return left + right;
        }

        @Override
        double of(double left, double right) {
            return left + right;
        }
    },
    SUB {
        @Override
        long of(long left, long right) {
            return left - right;
        }

        @Override
        float of(float left, float right) {
            return left - right;
        }

        @Override
        double of(double left, double right) {
            return left - right;
        }
    },
    MUL {
        @Override
        long of(long left, long right) {
            return left * right;
        }

        @Override
        float of(float left, float right) {
            return left * right;
        }

        @Override
        double of(double left, double right) {
            return left * right;
        }
    },
    /// The quotient of floats.
    DIV {
        @Override
        float of(float left, float right) {
            return left / right;
        }

        @Override
        double of(double left, double right) {
            return left / right;
        }
    },
    /// The remainder of floats, with the sign of the dividend: Java's. Has no vector twin.
    MOD {
        @Override
        float of(float left, float right) {
            return left % right;
        }

        @Override
        double of(double left, double right) {
            return left % right;
        }
    };

    record Specification(Arithmetic operation, Element element, boolean constantLeft) {}

    /// Column by column.
    public Shape<Loop.Binary> columns(Type type) {
        Specification specification = specification(type, false);
        return this == MOD
                ? Recipe.single(ScalarArithmetic.class, specification)
                : Recipe.twins(ScalarArithmetic.class, VectorArithmetic.class, specification);
    }

    /// A column by a constant that the type holds.
    public Shape<Loop.Unary> byConstant(Type type, Number constant) {
        return withConstant(type, constant, false);
    }

    /// A constant that the type holds by a column.
    public Shape<Loop.Unary> ofConstant(Number constant, Type type) {
        return withConstant(type, constant, true);
    }

    /// The column with the other sign.
    public static Shape<Loop.Unary> negation(Type type) {
        return Element.of(type).isFloat() ? MUL.byConstant(type, -1.0) : SUB.ofConstant(0, type);
    }

    private Shape<Loop.Unary> withConstant(Type type, Number constant, boolean constantLeft) {
        Specification specification = specification(type, constantLeft);
        Operand operand = Operand.number(specification.element(), constant);
        return this == MOD
                ? Recipe.single(ScalarConstantArithmetic.class, specification, operand)
                : Recipe.twins(ScalarConstantArithmetic.class, VectorConstantArithmetic.class, specification, operand);
    }

    private Specification specification(Type type, boolean constantLeft) {
        Element element = Element.of(type);
        boolean computes = element.isFloat() || (element.width() >= 4 && this != DIV && this != MOD);
        if (!computes) {
            throw new IllegalArgumentException("no arithmetic kernel: " + this + " of " + type);
        }
        return new Specification(this, element, constantLeft);
    }

    long of(long left, long right) {
        throw new UnsupportedOperationException(this + " of integers");
    }

    abstract float of(float left, float right);

    abstract double of(double left, double right);
}
