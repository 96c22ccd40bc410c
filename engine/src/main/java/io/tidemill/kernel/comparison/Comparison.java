// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.comparison;

import io.tidemill.kernel.Element;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Operand;
import io.tidemill.kernel.Recipe;
import io.tidemill.kernel.Shape;

import io.tidemill.memory.Type;

/// Comparisons of columns: one bit a row, and the number of ones.
///
/// Every row is compared, also null ones. Floats are ordered as Spark orders them: -0.0 equals 0.0, NaN equals NaN and is
/// greater than any other. Text is ordered by unsigned bytes. Booleans are compared by `Bitmaps`.
public enum Comparison {
    EQ {
        @Override
        boolean of(long left, long right) {
            return left == right;
        }

        @Override
        boolean of(double left, double right) {
            return FloatOrder.equal(left, right);
        }
    },
    NE {
        @Override
        boolean of(long left, long right) {
            return left != right;
        }

        @Override
        boolean of(double left, double right) {
            return !FloatOrder.equal(left, right);
        }
    },
    LT {
        @Override
        boolean of(long left, long right) {
            return left < right;
        }

        @Override
        boolean of(double left, double right) {
            return FloatOrder.less(left, right);
        }
    },
    LE {
        @Override
        boolean of(long left, long right) {
            return left <= right;
        }

        @Override
        boolean of(double left, double right) {
            return !FloatOrder.less(right, left);
        }
    },
    GT {
        @Override
        boolean of(long left, long right) {
            return left > right;
        }

        @Override
        boolean of(double left, double right) {
            return FloatOrder.less(right, left);
        }
    },
    GE {
        @Override
        boolean of(long left, long right) {
            return left >= right;
        }

        @Override
        boolean of(double left, double right) {
            return !FloatOrder.less(left, right);
        }
    };

    record Specification(Comparison operation, Element element) {}

    /// Column with column of a type of fixed width.
    public Shape<Loop.BinaryPredicate> columns(Type type) {
        return Recipe.twins(ScalarComparison.class, VectorComparison.class, specification(type));
    }

    /// A column of a type of fixed width with a constant that the type holds.
    public Shape<Loop.Predicate> withConstant(Type type, Number constant) {
        Specification specification = specification(type);
        return Recipe.twins(ScalarConstantComparison.class, VectorConstantComparison.class, specification,
                Operand.number(specification.element(), constant));
    }

    /// Text with text.
    public Shape<Loop.BinaryTextPredicate> texts() {
        return Recipe.single(ScalarTextComparison.class, this);
    }

    /// Text with a constant, given as UTF-8.
    public Shape<Loop.TextPredicate> withText(byte[] constant) {
        return Recipe.single(ScalarConstantTextComparison.class, this, Operand.bytes(constant));
    }

    private Specification specification(Type type) {
        return new Specification(this, Element.of(type));
    }

    boolean isEquality() {
        return this == EQ || this == NE;
    }

    /// Whether it is the opposite of `EQ`, or of a `less`.
    boolean isNegated() {
        return this == NE || this == LE || this == GE;
    }

    /// Whether it asks for `less` with the operands swapped.
    boolean isSwappedLess() {
        return this == LE || this == GT;
    }

    /// Whether it holds between NaN and any number.
    boolean holdsForNan() {
        return this == NE || this == GT || this == GE;
    }

    Comparison opposite() {
        return switch (this) {
            case EQ -> NE;
            case NE -> EQ;
            case LT -> GE;
            case LE -> GT;
            case GT -> LE;
            case GE -> LT;
        };
    }

    abstract boolean of(long left, long right);

    abstract boolean of(double left, double right);
}
