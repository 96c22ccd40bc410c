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

    /// One text behind the other.
    public static Shape<Loop.JoinText> join() {
        return Recipe.single(ScalarJoin.class);
    }
}
