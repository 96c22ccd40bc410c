// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.rows;

import java.util.NoSuchElementException;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.tidemill.State;

/// The state that a function is handed, and what it did with it.
final class StateInHand<S> implements State<S> {
    private @Nullable S state;
    private boolean updated;
    private boolean removed;
    private boolean timingOut;

    /// Hands over the state of the next key.
    ///
    /// @param of null if it has none
    void hand(@Nullable S of, boolean isTimingOut) {
        state = of;
        updated = false;
        removed = false;
        timingOut = isTimingOut;
    }

    boolean isUpdated() {
        return updated;
    }

    boolean isRemoved() {
        return removed;
    }

    @Override
    public boolean exists() {
        return state != null;
    }

    @Override
    public S get() {
        S known = state;
        if (known == null) {
            throw new NoSuchElementException("the key has no state");
        }
        return known;
    }

    @Override
    public void update(S value) {
        requireChangeable("updated");
        state = Objects.requireNonNull(value, "a state is not null: remove it");
        updated = true;
    }

    @Override
    public void remove() {
        requireChangeable("removed");
        state = null;
        updated = false;
        removed = true;
    }

    private void requireChangeable(String how) {
        if (removed || timingOut) {
            throw new IllegalStateException("a state that %s cannot be %s"
                    .formatted(timingOut ? "is timing out" : "was removed in this call", how));
        }
    }

    @Override
    public boolean isTimingOut() {
        return timingOut;
    }
}
