// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.bitmap;

import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Recipe;
import io.tidemill.kernel.Shape;

/// Loops over bits: boolean columns, validity, and what predicates answer.
///
/// Three-valued logic is composed of them from the bits that are true and the bits that are valid. Bits shift: inputs may begin
/// with any bit of a byte, what is written begins with bit 0.
public final class Bitmaps {

    /// What becomes of two bits; `COPY` and `NOT` look at the left one only.
    enum Operation {
        AND {
            @Override
            long of(long left, long right) {
                return left & right;
            }
        },
        OR {
            @Override
            long of(long left, long right) {
                return left | right;
            }
        },
        XOR {
            @Override
            long of(long left, long right) {
                return left ^ right;
            }
        },
        AND_NOT {
            @Override
            long of(long left, long right) {
                return left & ~right;
            }
        },
        COPY {
            @Override
            long of(long left, long right) {
                return left;
            }
        },
        NOT {
            @Override
            long of(long left, long right) {
                return ~left;
            }
        };

        abstract long of(long left, long right);
    }

    private Bitmaps() {}

    public static Shape<Loop.BitBinary> and() {
        return binary(Operation.AND);
    }

    public static Shape<Loop.BitBinary> or() {
        return binary(Operation.OR);
    }

    public static Shape<Loop.BitBinary> xor() {
        return binary(Operation.XOR);
    }

    /// The left bit where the right one is 0.
    public static Shape<Loop.BitBinary> andNot() {
        return binary(Operation.AND_NOT);
    }

    /// The same bits, shifted to begin with bit 0: also a boolean column as a predicate.
    public static Shape<Loop.BitUnary> copy() {
        return Recipe.twins(ScalarBitUnary.class, VectorBitUnary.class, Operation.COPY);
    }

    public static Shape<Loop.BitUnary> not() {
        return Recipe.twins(ScalarBitUnary.class, VectorBitUnary.class, Operation.NOT);
    }

    public static Shape<Loop.BitCount> count() {
        return Recipe.single(ScalarBitCount.class);
    }

    private static Shape<Loop.BitBinary> binary(Operation operation) {
        return Recipe.twins(ScalarBitBinary.class, VectorBitBinary.class, operation);
    }
}
