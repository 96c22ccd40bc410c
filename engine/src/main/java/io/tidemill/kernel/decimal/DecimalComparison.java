// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.decimal;

import io.tidemill.kernel.Element;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Recipe;
import io.tidemill.kernel.Shape;
import io.tidemill.kernel.comparison.Comparison;
import io.tidemill.memory.Type;

/// Comparisons of decimals of different scales, and with integers, exact in 128 bits.
public final class DecimalComparison {

    record Specification(Comparison operation, Element left, Element right, long leftPower, long rightPower) {}

    /// @param leftDigits how many digits behind the point the left one gets
    record WideSpecification(Comparison operation, Element left, Element right, int leftDigits, int rightDigits) {

        boolean holds(int order) {
            return DecimalComparison.holds(operation, order);
        }
    }

    private DecimalComparison() {}

    /// @param left decimal, or an integer
    /// @param right decimal, or an integer
    public static Shape<Loop.BinaryPredicate> of(Comparison operation, Type left, Type right) {
        int common = Math.max(left.scale(), right.scale());
        if (left.isWide() || right.isWide()) {
            return Recipe.single(ScalarWideComparison.class, new WideSpecification(operation, Element.of(left),
                    Element.of(right), common - left.scale(), common - right.scale()));
        }
        return Recipe.single(ScalarDecimalComparison.class,
                new Specification(operation, Element.of(left), Element.of(right), Wide.power(common - left.scale()),
                        Wide.power(common - right.scale())));
    }

    /// Whether two numbers of this order are what is asked for.
    static boolean holds(Comparison operation, int order) {
        return switch (operation) {
            case EQ -> order == 0;
            case NE -> order != 0;
            case LT -> order < 0;
            case LE -> order <= 0;
            case GT -> order > 0;
            case GE -> order >= 0;
        };
    }
}
