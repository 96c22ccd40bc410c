// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.selection;

import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Recipe;
import io.tidemill.kernel.Shape;

/// Values of so many bytes, from rows to rows.
public final class Moves {
    private Moves() {}

    /// @param byteWidth 1, 2, 4, or a multiple of 8
    public static Shape<Loop.Move> ofBytes(int byteWidth) {
        return Recipe.single(ScalarMove.class, byteWidth);
    }
}
