// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.text;

import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Operand;
import io.tidemill.kernel.Recipe;
import io.tidemill.kernel.Shape;

/// Whether texts hold a constant one, or look like a pattern.
public enum Matching {
    STARTS_WITH, ENDS_WITH, CONTAINS;

    public Shape<Loop.TextPredicate> of(byte[] text) {
        return Recipe.single(ScalarMatch.class, this, Operand.bytes(text));
    }

    /// The whole text: `%` is any text, `_` any character, `\` takes the next character as it is.
    public static Shape<Loop.TextPredicate> like(byte[] pattern) {
        return Recipe.single(ScalarLike.class, "", Operand.bytes(pattern));
    }
}
