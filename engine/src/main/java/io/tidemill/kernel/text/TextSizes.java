// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.text;

import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Recipe;
import io.tidemill.kernel.Shape;

/// How long texts are.
public final class TextSizes {
    private TextSizes() {}

    /// The characters (code points) of each text.
    public static Shape<Loop.MeasureText> characters() {
        return Recipe.single(ScalarCharacters.class);
    }

    /// The bytes of each text, or of each value of binary.
    public static Shape<Loop.MeasureText> bytes() {
        return Recipe.single(ScalarBytes.class);
    }

    /// All bytes of all rows.
    public static Shape<Loop.TextTotal> total() {
        return Recipe.single(ScalarTextTotal.class);
    }
}
