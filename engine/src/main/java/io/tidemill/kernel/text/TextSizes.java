// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.text;

import java.nio.ByteBuffer;

import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Operand;
import io.tidemill.kernel.Recipe;
import io.tidemill.kernel.Shape;

/// How long texts are, and numbers of characters.
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

    /// The number of the character where other bytes begin first, which counts from 1; 0 if they are nowhere.
    ///
    /// @param search one byte at least
    /// @param from the number of the character from which on they are looked for, 1 at least
    public static Shape<Loop.MeasureText> find(byte[] search, int from) {
        if (search.length == 0 || from < 1) {
            throw new IllegalArgumentException("%d bytes from %d on are nowhere".formatted(search.length, from));
        }
        return Recipe.single(ScalarFind.class, "",
                new Operand(from, ByteBuffer.wrap(search.clone()).asReadOnlyBuffer()));
    }

    /// The code point of the first character of each text; 0 of an empty one.
    public static Shape<Loop.MeasureText> firstCharacter() {
        return Recipe.single(ScalarFirstCharacter.class);
    }

    /// All bytes of all rows.
    public static Shape<Loop.TextTotal> total() {
        return Recipe.single(ScalarTextTotal.class);
    }
}
