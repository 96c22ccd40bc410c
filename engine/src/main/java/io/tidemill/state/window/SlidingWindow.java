// SPDX-License-Identifier: Apache-2.0
package io.tidemill.state.window;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import io.tidemill.state.Slice;

/// The slices of a window in a ring, from the oldest to the one that is being filled.
///
/// [#fire] is the whole life of a window: the slice that has grown too old leaves the totals, and the one that was filled enters
/// them. An entry costs the same however many slices the window is long. Slices are made as they are needed, and used again.
public final class SlidingWindow<S extends Slice, T extends WindowTotals<S>> implements GroupWindow<S, T> {
    private final int slots;
    private final Supplier<S> maker;
    private final T totals;
    private final List<S> ring;
    private int oldest; // its slot
    private int ended;
    private int flipped; // so many of the oldest slices hold what the front was before them

    /// @param slices how many make the window
    /// @param totals closed with the window
    public SlidingWindow(int slices, Supplier<S> maker, T totals) {
        this.slots = slices + 1;
        this.maker = maker;
        this.totals = totals;
        this.ring = new ArrayList<>(slots);
    }

    @Override
    public S current() {
        return slice(ended);
    }

    @Override
    public T fire() {
        if (ended == slots - 1) {
            if (flipped == 0 && totals.flips()) {
                flip();
            }
            S leaving = slice(0);
            totals.leave(leaving);
            leaving.clear();
            oldest = (oldest + 1) % slots;
            flipped = Math.max(0, flipped - 1);
            ended--;
        }
        totals.enter(current());
        ended++;
        if (totals.isStale()) {
            totals.rebuild(this);
        }
        return totals;
    }

    @Override
    public void fired() {}

    private void flip() {
        totals.beginFlip();
        for (int i = ended - 1; i >= 0; i--) {
            totals.flip(slice(i));
        }
        flipped = ended;
    }

    /// How many slices have ended, and are in the totals.
    int ended() {
        return ended;
    }

    /// The i-th slice, from the oldest on.
    S slice(int i) {
        int slot = (oldest + i) % slots;
        if (slot == ring.size()) {
            ring.add(maker.get());
        }
        return ring.get(slot);
    }

    @Override
    public void close() {
        ring.forEach(Slice::close);
        ring.clear();
        totals.close();
    }
}
