// SPDX-License-Identifier: Apache-2.0
package io.tidemill.state;

/// A window of one slice, put out as it is and then filled anew: a batch, a slide as long as its window, a whole stream.
public final class TumblingWindow<S extends Slice> implements GroupWindow<S, S> {
    private final S slice;

    /// @param slice closed with the window
    public TumblingWindow(S slice) {
        this.slice = slice;
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
        slice.clear();
    }

    @Override
    public void close() {
        slice.close();
    }
}
