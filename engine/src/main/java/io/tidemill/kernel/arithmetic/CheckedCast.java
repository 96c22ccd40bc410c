// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.arithmetic;

import io.tidemill.kernel.Element;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Recipe;
import io.tidemill.kernel.Shape;
import io.tidemill.memory.Type;

/// Columns of numbers as integers, where they fit.
///
/// Floats are cut off towards zero. A row that the type does not hold, NaN among them, has no value: its bit is 0, its value is 0,
/// and it is counted. Casts that every row survives are those of [Cast].
public final class CheckedCast {

    record Specification(Element from, Element to) {
        /// The least integer of the target.
        long least() {
            return -1L << (8 * to.width() - 1);
        }
    }

    private CheckedCast() {}

    /// A loop that does not write over its input.
    public static Shape<Loop.PartialUnary> of(Type from, Type to) {
        Specification specification = new Specification(Element.of(from), Element.of(to));
        if (specification.to().isFloat()) {
            throw new IllegalArgumentException("every number is a " + to);
        }
        return Recipe.single(ScalarCheckedCast.class, specification);
    }
}
