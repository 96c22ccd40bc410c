// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.text.line;

import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Recipe;
import io.tidemill.kernel.Shape;
import io.tidemill.kernel.text.Utf8;

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

    /// Which bytes are below a bound, 0 for none, or one of three.
    public static Shape<Loop.TextMarks> marks(int below, char first, char second, char third) {
        return Recipe.twins(ScalarMarks.class, VectorMarks.class,
                new Marks(below, (byte) first, (byte) second, (byte) third));
    }

    /// Whether bytes on the heap are UTF-8.
    public static boolean isUtf8(byte[] array, int from, int bytes) {
        return Utf8.isValid(array, from, bytes);
    }
}
