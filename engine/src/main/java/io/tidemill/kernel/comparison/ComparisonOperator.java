// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.comparison;

import jdk.incubator.vector.VectorOperators;

/// What the Vector API calls a [Comparison]. Only vector templates may touch it.
final class ComparisonOperator {
    private ComparisonOperator() {}

    static VectorOperators.Comparison of(Comparison operation) {
        return switch (operation) {
            case EQ -> VectorOperators.EQ;
            case NE -> VectorOperators.NE;
            case LT -> VectorOperators.LT;
            case LE -> VectorOperators.LE;
            case GT -> VectorOperators.GT;
            case GE -> VectorOperators.GE;
        };
    }
}
