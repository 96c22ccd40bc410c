// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.aggregate;

import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Recipe;
import io.tidemill.kernel.Shape;

/// How float64s spread around their mean.
///
/// What is kept of a group is three float64s: how many values it has, their mean, and the sum of their squared distances from it.
/// A value moves them as Welford has it, and two groups become one as Chan has it: no large numbers are subtracted from each other, so
/// nothing is lost that the values themselves tell.
public final class Moments {
    /// Of one group.
    public static final int BYTES = 3 * Double.BYTES;

    /// What moments tell.
    ///
    /// @param ofSample whether they are of a sample, which is divided by one less; it has no spread if it is one value
    /// @param isRoot whether the deviation is meant, not the variance
    record Specification(boolean ofSample, boolean isRoot) {}

    private Moments() {}

    /// Values, in the order of rows.
    public static Shape<Loop.Grouped> fold() {
        return Recipe.single(ScalarMoments.class);
    }

    /// The moments of other rows.
    public static Shape<Loop.Grouped> merge() {
        return Recipe.single(ScalarMomentsMerge.class);
    }

    /// The variance or the deviation, as float64.
    public static Shape<Loop.PartialUnary> result(boolean ofSample, boolean isRoot) {
        return Recipe.single(ScalarSpread.class, new Specification(ofSample, isRoot));
    }
}
