// SPDX-License-Identifier: Apache-2.0
package io.tidemill.state.window;

import io.tidemill.state.Slice;

/// What all slices of a sliding window come to together.
///
/// Aggregates that can take a value out again exactly (counts, integer sums) subtract a slice that leaves. The others keep two
/// stacks: a *back* value over the slices that came since the last flip, which only grows, and a *front* value over the older
/// ones. A flip goes through the slices from the newest to the oldest, adds each to the front, and puts what the front was
/// before into the slice in place of its own value. Then a slice that leaves only has to put that back. So each value is
/// touched three times in its life, nothing drifts, and a NaN leaves with its slice.
public interface WindowTotals<S extends Slice> extends AutoCloseable {

    /// Whether some aggregate keeps two stacks.
    boolean flips();

    /// Makes all stacks empty: the slices are about to be flipped, from the newest to the oldest.
    void beginFlip();

    /// Adds a slice to the front, and keeps in the slice what the front was before.
    void flip(S slice);

    /// Takes out a slice, which has been flipped if there are stacks; keys that are in no other slice are gone.
    void leave(S slice);

    /// Adds a slice.
    void enter(S slice);

    /// Whether so many keys are gone that it pays to leave them behind.
    boolean isStale();

    /// Leaves behind keys that are gone, if there is memory for it.
    ///
    /// @param window whose ended slices have entered and not left
    void rebuild(SlidingWindow<S, ?> window);

    @Override
    void close();
}
