// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.selection;

import io.tidemill.kernel.Element;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Recipe;
import io.tidemill.kernel.Shape;

import io.tidemill.memory.Type;

/// Columns of some rows only, by their numbers or by bits.
///
/// Row numbers come in any order and may repeat. Loops by numbers have no vector twins: the Vector API gathers from arrays only.
public final class Gathers {
    private Gathers() {}

    /// Values of a type of fixed width.
    public static Shape<Loop.Gather> values(Type type) {
        return Recipe.single(ScalarGather.class, ofWidth(type));
    }

    /// Values of a type of fixed width in the rows whose bit is 1: faster than by numbers, unless these rows are few among many.
    public static Shape<Loop.Compress> compress(Type type) {
        return type.isWide()
                ? Recipe.single(ScalarCompress.class, Element.INT128)
                : Recipe.twins(ScalarCompress.class, VectorCompress.class, ofWidth(type));
    }

    /// The other way: values of a type of fixed width, one after the other, to the rows with these numbers, which do not repeat.
    public static Shape<Loop.Gather> scatter(Type type) {
        return Recipe.single(ScalarScatterValues.class, ofWidth(type));
    }

    /// Only the width matters to what moves. No vector has lanes of 16 bytes.
    static Element ofWidth(Type type) {
        return switch (Element.of(type).width()) {
            case 1 -> Element.INT8;
            case 2 -> Element.INT16;
            case 4 -> Element.INT32;
            case 16 -> Element.INT128;
            default -> Element.INT64;
        };
    }

    /// Booleans, or validity.
    public static Shape<Loop.GatherBits> bits() {
        return Recipe.single(ScalarGatherBits.class);
    }

    /// Where the texts of some rows lie.
    public static Shape<Loop.GatherText> text() {
        return Recipe.single(ScalarGatherText.class);
    }

    /// Texts that lie anywhere, one behind the other in a buffer of ours.
    public static Shape<Loop.CompactText> compactText() {
        return Recipe.twins(ScalarCompactText.class, VectorCompactText.class, "");
    }
}
