// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.aggregate;

import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Recipe;
import io.tidemill.kernel.Shape;

/// Sums of int64s that lie beyond an int64.
///
/// Such a sum is kept as two sums of int64s, which wrap around: of the values, and of the values divided by [#UNIT] and cut off.
/// Both can be subtracted from. Together they tell the whole sum of up to 2^31 values, and of any number that add up to an int64.
public final class WideSums {
    /// What the values of the second sum are divided by.
    public static final long UNIT = 1L << 32;

    private WideSums() {}

    /// Of the two sums, as float64.
    public static Shape<Loop.Binary> toFloat() {
        return Recipe.single(ScalarWideSum.class);
    }
}
