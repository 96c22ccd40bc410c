// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.arithmetic;

import java.util.Optional;

import io.tidemill.kernel.Element;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Operand;
import io.tidemill.kernel.Recipe;
import io.tidemill.kernel.Shape;
import io.tidemill.memory.Type;

/// Columns of one number type as another.
///
/// As Java casts: integers are cut to their width; a float that is too large for an integer becomes the nearest one, NaN becomes
/// 0 (by way of int32 where the target is narrower still); an int64 becomes the nearest float.
public final class Cast {

    record Specification(Element from, Element to) {}

    private Cast() {}

    /// A loop that does not write over its input.
    public static Shape<Loop.Unary> of(Type from, Type to) {
        Specification specification = new Specification(Element.of(from), Element.of(to));
        int narrow = Math.min(from.byteWidth(), to.byteWidth());
        int wide = Math.max(from.byteWidth(), to.byteWidth());
        // as many lanes of the narrow type must fill a vector of 64 bits, the narrowest that there is
        int leastVectorBits = 64 * wide / narrow;
        return new Recipe<>(ScalarCast.class, Optional.of(VectorCast.class), specification, Operand.NONE,
                leastVectorBits);
    }
}
