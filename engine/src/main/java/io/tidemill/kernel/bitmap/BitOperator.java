// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.bitmap;

import jdk.incubator.vector.VectorOperators;

/// What the Vector API calls an operation on two bits. Only vector templates may touch it.
final class BitOperator {
    private BitOperator() {}

    static VectorOperators.Binary of(Bitmaps.Operation operation) {
        return switch (operation) {
            case AND -> VectorOperators.AND;
            case OR -> VectorOperators.OR;
            case XOR -> VectorOperators.XOR;
            case AND_NOT -> VectorOperators.AND_NOT;
            case COPY, NOT -> throw new IllegalArgumentException(operation + " takes one operand");
        };
    }
}
