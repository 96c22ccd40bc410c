// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.text;

import java.nio.ByteBuffer;

import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Operand;
import io.tidemill.kernel.Recipe;
import io.tidemill.kernel.Shape;

/// A piece of each text, which is not copied.
public final class Slices {
    record Ends(boolean left, boolean right) {}

    private Slices() {}

    /// The whole of what is UTF-8, and nothing of other bytes.
    public static Shape<Loop.SliceText> utf8() {
        return Recipe.single(ScalarUtf8Text.class);
    }

    /// Without the spaces (U+0020) at its ends.
    public static Shape<Loop.SliceText> trim(boolean left, boolean right) {
        return Recipe.single(ScalarTrim.class, new Ends(left, right));
    }

    /// Some characters from one on, which counts from 1, or back from -1, the last. Of what lies outside of the text nothing.
    public static Shape<Loop.SliceText> substring(int from, int length) {
        long both = (long) from << 32 | Math.max(0, length);
        return Recipe.single(ScalarSubstring.class, "", new Operand(both, ByteBuffer.allocate(0)));
    }

    /// What is between two separators: piece 0 is in front of the first. Not all rows may have one.
    public static Shape<Loop.SliceText> piece(byte[] separator, int index) {
        if (separator.length == 0 || index < 0) {
            throw new IllegalArgumentException("no piece %d by %d bytes".formatted(index, separator.length));
        }
        return Recipe.single(ScalarPiece.class, "",
                new Operand(index, ByteBuffer.wrap(separator.clone()).asReadOnlyBuffer()));
    }
}
