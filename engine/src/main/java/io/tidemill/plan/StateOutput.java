// SPDX-License-Identifier: Apache-2.0
package io.tidemill.plan;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.tidemill.Pair;

/// What comes out of a stream that keeps states and may be asked for both, as Java objects that leave at once again.
///
/// @param <E> of what the function answers
public sealed interface StateOutput<K, S, E> {

    /// An answer of the function.
    record Mapped<K, S, E>(E value) implements StateOutput<K, S, E> {}

    /// All states as they are when a batch has ended: a view, good until the next batch ends. The last row of its batch. Equal to another if
    /// the states are, as they are now.
    record Snapshot<K, S, E>(Iterable<Pair<K, S>> states) implements StateOutput<K, S, E> {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Snapshot<?, ?, ?>(Iterable<?> others) && listed(states).equals(listed(others));
        }

        @Override
        public int hashCode() {
            return listed(states).hashCode();
        }

        private static List<Object> listed(Iterable<?> states) {
            List<Object> all = new ArrayList<>();
            states.forEach(all::add);
            return all;
        }
    }
}
