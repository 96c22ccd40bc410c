// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.selection;

import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Recipe;
import io.tidemill.kernel.Shape;

/// Between the two ways to say which rows are meant: bits and ascending int32 row numbers.
///
/// A filter makes bits, combines them (`Bitmaps`) and selects once. Narrowing by row numbers is for few rows among many.
public final class Selections {
    private Selections() {}

    /// Bits to row numbers.
    public static Shape<Loop.Select> select() {
        return Recipe.twins(ScalarSelect.class, VectorSelect.class, "");
    }

    /// Row numbers and bits to fewer row numbers, also in place.
    public static Shape<Loop.Narrow> narrow() {
        return Recipe.single(ScalarNarrow.class);
    }

    /// Row numbers to bits.
    public static Shape<Loop.Scatter> scatter() {
        return Recipe.single(ScalarScatter.class);
    }
}
