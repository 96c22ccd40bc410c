// SPDX-License-Identifier: Apache-2.0
package io.tidemill.state.window;

import io.tidemill.state.Slice;

/// A window of one slice, put out as it is and then filled anew: a batch, a slide as long as its window, a whole stream.
public final class TumblingWindow<S extends Slice> implements GroupWindow<S, S> {
    private final S slice;
    private final boolean keeps;

    /// @param slice closed with the window
    /// @param keeps whether it stays as it is when it has been put out: of a stream that may go on after all
    public TumblingWindow(S slice, boolean keeps) {
        this.slice = slice;
        this.keeps = keeps;
    }

    @Override
    public S current() {
        return slice;
    }

    @Override
    public S fire() {
        return slice;
    }

    @Override
    public void fired() {
        if (!keeps) {
            slice.clear();
        }
    }

    @Override
    public void close() {
        slice.close();
    }
}
