// SPDX-License-Identifier: Apache-2.0
package io.tidemill;

import java.util.Optional;

/// The state of one key, in the hands of a [StateSpec]'s function for the length of a call.
public interface State<S> {
    /// Whether the key has a state.
    boolean exists();

    /// The state; throws a [java.util.NoSuchElementException] if there is none.
    S get();

    /// The state, if there is one.
    default Optional<S> getOption() {
        return exists() ? Optional.of(get()) : Optional.empty();
    }

    /// Sets the state. Throws an [IllegalStateException] if it was removed in this call, or is timing out.
    void update(S state);

    /// Removes the state. Throws an [IllegalStateException] if it was removed in this call, or is timing out.
    void remove();

    /// Whether this call is the last one for the key, because nothing came for it for longer than the timeout. The state is gone after
    /// it.
    boolean isTimingOut();
}
