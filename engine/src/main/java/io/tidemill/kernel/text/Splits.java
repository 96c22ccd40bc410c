// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.text;

import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Operand;
import io.tidemill.kernel.Recipe;
import io.tidemill.kernel.Shape;

/// Texts cut into pieces, which stay where they are.
///
/// A null is no text: leave its row out before (`Gathers.text`).
public final class Splits {
    private Splits() {}

    /// At runs of ASCII white space (bytes 9 to 13 and 32). No piece is empty.
    public static Shape<Loop.SplitText> words() {
        return Recipe.twins(ScalarSplitWords.class, VectorSplitWords.class, "");
    }

    /// At every occurrence of some bytes, from left to right. Empty pieces are kept, also at the end; an empty text is one empty
    /// piece.
    public static Shape<Loop.SplitText> at(byte[] separator) {
        if (separator.length == 0) {
            throw new IllegalArgumentException("a separator must not be empty");
        }
        return Recipe.single(ScalarSplitAt.class, "", Operand.bytes(separator));
    }
}
