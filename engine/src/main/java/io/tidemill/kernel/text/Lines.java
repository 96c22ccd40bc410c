// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.text;

import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Recipe;
import io.tidemill.kernel.Shape;

/// What bytes must go through to become lines of text.
public final class Lines {
    private Lines() {}

    /// Where bytes 10 and 13 are.
    public static Shape<Loop.TextPositions> ends() {
        return Recipe.twins(ScalarLineEnds.class, VectorLineEnds.class, "");
    }

    /// Whether bytes are UTF-8, as Unicode's table 3-7 has it: no overlong forms, no surrogates, nothing above U+10FFFF, no
    /// sequence that is cut off.
    public static Shape<Loop.TextCheck> utf8() {
        return Recipe.twins(ScalarUtf8Check.class, VectorUtf8Check.class, "");
    }

    /// The same of bytes on the heap.
    public static boolean isUtf8(byte[] array, int from, int bytes) {
        return Utf8.isValid(array, from, bytes);
    }
}
