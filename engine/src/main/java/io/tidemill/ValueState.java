// SPDX-License-Identifier: Apache-2.0
package io.tidemill;

import java.util.Optional;

/// One value that a [KeyedProcessFunction] keeps for the key at hand.
public interface ValueState<S> {
    /// The value; empty if there is none, or it has outlived its time.
    Optional<S> value();

    /// Sets the value.
    void update(S value);

    /// Forgets the value.
    void clear();
}
