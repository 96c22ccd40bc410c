// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.arithmetic;

import jdk.incubator.vector.VectorOperators;

/// What the Vector API calls an [Arithmetic]. Only vector templates may touch it.
final class ArithmeticOperator {
    private ArithmeticOperator() {}

    static VectorOperators.Binary of(Arithmetic operation) {
        return switch (operation) {
            case ADD -> VectorOperators.ADD;
            case SUB -> VectorOperators.SUB;
            case MUL -> VectorOperators.MUL;
            case DIV -> VectorOperators.DIV;
            case MOD -> throw new IllegalArgumentException("vectors have no remainder");
        };
    }
}
