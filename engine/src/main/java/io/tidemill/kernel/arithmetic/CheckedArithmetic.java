// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.arithmetic;

import io.tidemill.kernel.Element;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Recipe;
import io.tidemill.kernel.Shape;
import io.tidemill.memory.Type;

/// Sums, differences and products of int32 and int64 columns that say where they leave their type.
///
/// A row whose result does not fit has no value: its bit is 0, its value is 0, and it is counted.
public enum CheckedArithmetic {
    ADD {
        @Override
        long of(long left, long right) {
            return left + right;
        }

        @Override
        boolean fits(long left, long right, long result) {
            return ((left ^ result) & (right ^ result)) >= 0;
        }
    },
    SUB {
        @Override
        long of(long left, long right) {
            return left - right;
        }

        @Override
        boolean fits(long left, long right, long result) {
            return ((left ^ right) & (left ^ result)) >= 0;
        }
    },
    /// Has no vector twin: vectors have no upper half of a product.
    MUL {
        @Override
        long of(long left, long right) {
            return left * right;
        }

        @Override
        boolean fits(long left, long right, long result) {
            return Math.multiplyHigh(left, right) == result >> 63;
        }
    };

    record Specification(CheckedArithmetic operation, Element element) {}

    /// Column by column.
    public Shape<Loop.Partial> columns(Type type) {
        Element element = Element.of(type);
        if (element != Element.INT32 && element != Element.INT64) {
            throw new IllegalArgumentException("no checked arithmetic for " + type);
        }
        Specification specification = new Specification(this, element);
        return this == MUL
                ? Recipe.single(ScalarCheckedArithmetic.class, specification)
                : Recipe.twins(ScalarCheckedArithmetic.class, VectorCheckedArithmetic.class, specification);
    }

    abstract long of(long left, long right);

    /// Whether the result of two int64s is what it would be with more bits.
    abstract boolean fits(long left, long right, long result);
}
