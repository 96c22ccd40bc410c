// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.selection;

import io.tidemill.kernel.Element;
import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Recipe;
import io.tidemill.kernel.Shape;
import io.tidemill.memory.Type;

/// Columns made of two, row by row the one or the other. For booleans there are `Bitmaps`.
public final class Choices {
    private Choices() {}

    /// Values of a type of fixed width.
    public static Shape<Loop.Choose> values(Type type) {
        return type.isWide()
                ? Recipe.single(ScalarChoose.class, Element.INT128)
                : Recipe.twins(ScalarChoose.class, VectorChoose.class, Gathers.ofWidth(type));
    }

    /// Texts, which are copied.
    public static Shape<Loop.ChooseText> texts() {
        return Recipe.single(ScalarChooseText.class);
    }
}
