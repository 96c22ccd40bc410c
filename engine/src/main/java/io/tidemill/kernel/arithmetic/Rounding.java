// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.arithmetic;

import java.nio.ByteBuffer;

import io.tidemill.kernel.Element;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Operand;
import io.tidemill.kernel.Recipe;
import io.tidemill.kernel.Shape;
import io.tidemill.memory.Type;

/// Numbers rounded to some places behind the point, or in front of it; ties go away from zero, or to the even digit.
public final class Rounding {
    record OfInteger(Element element, boolean even) {}

    private Rounding() {}

    /// Float64s, by the digits that Java writes of them. Those of 15 and 16 digits in front of the last place cost objects.
    ///
    /// @param places behind the point, or in front of it if negative
    public static Shape<Loop.Unary> floats(boolean even, int places) {
        return Recipe.single(ScalarFloatRounding.class, even, new Operand(places, ByteBuffer.allocate(0)));
    }

    /// Integers; those that leave their type have no value.
    ///
    /// @param places in front of the point that become 0, one at least
    public static Shape<Loop.PartialUnary> integers(Type type, boolean even, int places) {
        return Recipe.single(ScalarIntegerRounding.class, new OfInteger(Element.of(type), even),
                new Operand(places, ByteBuffer.allocate(0)));
    }
}
