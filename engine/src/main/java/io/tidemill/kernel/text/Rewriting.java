// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.text;

import java.nio.ByteBuffer;

import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Operand;
import io.tidemill.kernel.Recipe;
import io.tidemill.kernel.Shape;

/// Texts made of texts, written one behind the other.
public final class Rewriting {
    private Rewriting() {}

    /// Capitals, by Unicode and no language's rules.
    public static Shape<Loop.MapText> upper() {
        return Recipe.single(ScalarCase.class, true);
    }

    /// Small letters, by Unicode and no language's rules.
    public static Shape<Loop.MapText> lower() {
        return Recipe.single(ScalarCase.class, false);
    }

    /// Every occurrence of some bytes, from left to right, replaced by others.
    public static Shape<Loop.MapText> replace(byte[] search, byte[] replacement) {
        if (search.length == 0) {
            throw new IllegalArgumentException("there is nothing to look for");
        }
        ByteBuffer both = ByteBuffer.allocate(search.length + replacement.length).put(search).put(replacement).flip();
        return Recipe.single(ScalarReplace.class, "", new Operand(search.length, both.asReadOnlyBuffer()));
    }

    /// The first letter of each word a capital, all others small, by Unicode and no language's rules.
    public static Shape<Loop.MapText> capitalize() {
        return Recipe.single(ScalarCapitalize.class);
    }

    /// So many characters of each text, with another one in front of it or behind until it has as many; all as it is, if the other is empty.
    public static Shape<Loop.MapText> pad(boolean left, int length, byte[] pad) {
        return Recipe.single(ScalarPad.class, left,
                new Operand(Math.max(0, length), ByteBuffer.wrap(pad.clone()).asReadOnlyBuffer()));
    }

    /// The characters from the last to the first.
    public static Shape<Loop.MapText> reverse() {
        return Recipe.single(ScalarReverse.class);
    }

    /// Each text so many times, one behind the other; nothing for less than once.
    public static Shape<Loop.MapText> repeat(int times) {
        return Recipe.single(ScalarRepeat.class, "", new Operand(Math.max(0, times), ByteBuffer.allocate(0)));
    }

    /// Each character that is among some by the one at the same place among others; left out where there are fewer.
    public static Shape<Loop.MapText> translate(byte[] matching, byte[] replacement) {
        ByteBuffer both = ByteBuffer.allocate(matching.length + replacement.length).put(matching).put(replacement);
        return Recipe.single(ScalarTranslate.class, "", new Operand(matching.length, both.flip().asReadOnlyBuffer()));
    }

    /// The bytes in hexadecimal digits.
    public static Shape<Loop.MapText> hex() {
        return Recipe.single(ScalarHex.class);
    }

    /// The bytes that hexadecimal digits say; none of anything else.
    public static Shape<Loop.PartialMapText> unhex() {
        return Recipe.single(ScalarUnhex.class);
    }

    /// One text behind the other.
    public static Shape<Loop.JoinText> join() {
        return Recipe.single(ScalarJoin.class);
    }
}
