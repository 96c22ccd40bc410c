// SPDX-License-Identifier: Apache-2.0
package io.tidemill.kernel.aggregate;

import io.tidemill.kernel.Loop;
import io.tidemill.kernel.Recipe;
import io.tidemill.kernel.Shape;

/// About where the float64s of a group lie: Dunning's merging t-digest.
///
/// What is kept of a group are means of values that lie side by side, few values at the ends and many in the middle, and how many each
/// stands for. Up to [#EXACT] values stand each for itself, so percentiles of so many are exact. There is no chance in it, and values are
/// taken one by one, so the same rows in the same order give the same bits.
public final class Digests {
    /// So many values are kept as they are.
    public static final int EXACT = DigestRecord.MOST_ENTRIES - 1;
    /// Of one group.
    public static final int BYTES = DigestRecord.BYTES;

    private Digests() {}

    /// Values, in the order of rows.
    public static Shape<Loop.Grouped> fold() {
        return Recipe.single(ScalarDigest.class);
    }

    /// The digests of other rows.
    public static Shape<Loop.Grouped> merge() {
        return Recipe.single(ScalarDigestMerge.class);
    }

    /// The value below which a share of all lies, as float64, between the two values that are next to it. Sorts what it reads, in place.
    public static Shape<Loop.PartialUnary> percentile(double share) {
        return Recipe.single(ScalarPercentile.class, share);
    }
}
