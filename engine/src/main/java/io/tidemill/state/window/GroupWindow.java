// SPDX-License-Identifier: Apache-2.0
package io.tidemill.state.window;

import io.tidemill.state.Slice;

/// The rows that an aggregate covers, as slices: one that is filled, and what a window comes to when it fires.
///
/// @param <S> a slice
/// @param <R> what is put out
public interface GroupWindow<S extends Slice, R> extends AutoCloseable {

    /// The slice to be filled.
    S current();

    /// Ends the slice, and answers what the window holds: good until [#fired].
    R fire();

    /// What the window held was put out.
    void fired();

    @Override
    void close();
}
