// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.rows;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the keys of each of the last slides came to, in a ring. Maps are made as slides come, and used again.
final class KeyedSlides<K, V> {
    private final int slots;
    private final List<Map<K, V>> ring = new ArrayList<>();
    private int current;

    /// @param slots how many slides are kept, the one that is being filled among them
    KeyedSlides(int slots) {
        this.slots = slots;
        ring.add(new LinkedHashMap<>());
    }

    /// The slide that is being filled.
    Map<K, V> current() {
        return ring.get(current);
    }

    /// How many slides there are: fewer than are kept, at first.
    int count() {
        return ring.size();
    }

    /// The slide so many before the current one.
    Map<K, V> slide(int back) {
        return ring.get(Math.floorMod(current - back, slots));
    }

    /// Begins a slide in the place of the oldest one, and answers it: it still holds what that held, for the caller to clear.
    Map<K, V> advance() {
        current = (current + 1) % slots;
        if (current == ring.size()) {
            ring.add(new LinkedHashMap<>());
        }
        return current();
    }
}
