// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.aggregate;

import io.tidemill.kernel.Element;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Recipe;
import io.tidemill.kernel.Shape;

import io.tidemill.memory.Type;

/// Sums and extremes of a column, of all rows or of those whose bit is 1.
///
/// Integers sum into an int64 that wraps around. Floats sum into eight float64 accumulators, row i into number i mod 8, whether
/// its neighbours count or not; at the end 0 + 4, 1 + 5, 2 + 6, 3 + 7, then the first of these with the third and the second with
/// the fourth, then the two. So the sum of a chunk has the same bits for any width of vectors, and scalar. The order of floats is
/// `Comparison`'s: the minimum is NaN only if there is no number, the maximum is NaN if any row is; a zero is 0.0.
///
/// Of no rows a sum is 0, and an extreme that which any value replaces: [#identity].
public enum Reduction {
    SUM, MIN, MAX;

    private static final String WIDE = "wide decimals are not reduced: the row of the extreme is kept";

    record Specification(Reduction operation, Element element) {}

    /// Of int8 to int64, dates and timestamps.
    public Shape<Loop.IntegerReduction> integers(Type type) {
        Element element = Element.of(type);
        if (element.isFloat()) {
            throw new IllegalArgumentException(type + " is no integer: ask for floats");
        }
        Specification specification = new Specification(this, element);
        if (this != SUM) {
            return Recipe.twins(ScalarIntegerReduction.class, VectorIntegerExtreme.class, specification);
        }
        return element.width() < 4
                ? Recipe.single(ScalarIntegerReduction.class, specification)
                : Recipe.twins(ScalarIntegerReduction.class, VectorIntegerSum.class, specification);
    }

    /// Of float32 and float64.
    public Shape<Loop.FloatReduction> floats(Type type) {
        Element element = Element.of(type);
        if (!element.isFloat()) {
            throw new IllegalArgumentException(type + " is no float: ask for integers");
        }
        Specification specification = new Specification(this, element);
        return this == SUM
                ? Recipe.twins(ScalarFloatSum.class, VectorFloatSum.class, specification)
                : Recipe.twins(ScalarFloatExtreme.class, VectorFloatExtreme.class, specification);
    }

    /// What this is of no rows, in the bits of the type: 0, or the last or the first in its order.
    public long identity(Type type) {
        return identity(Element.of(type));
    }

    long identity(Element element) {
        return switch (this) {
            case SUM -> 0;
            case MIN -> switch (element) {
                case INT8 -> Byte.MAX_VALUE;
                case INT16 -> Short.MAX_VALUE;
                case INT32 -> Integer.MAX_VALUE;
                case INT64 -> Long.MAX_VALUE;
                case INT128 -> throw new IllegalArgumentException(WIDE);
                case FLOAT32 -> Float.floatToIntBits(Float.NaN);
                case FLOAT64 -> Double.doubleToLongBits(Double.NaN);
            };
            case MAX -> switch (element) {
                case INT8 -> Byte.MIN_VALUE;
                case INT16 -> Short.MIN_VALUE;
                case INT32 -> Integer.MIN_VALUE;
                case INT64 -> Long.MIN_VALUE;
                case INT128 -> throw new IllegalArgumentException(WIDE);
                case FLOAT32 -> Float.floatToIntBits(Float.NEGATIVE_INFINITY);
                case FLOAT64 -> Double.doubleToLongBits(Double.NEGATIVE_INFINITY);
            };
        };
    }
}
