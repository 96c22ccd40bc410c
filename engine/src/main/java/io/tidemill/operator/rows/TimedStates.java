// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.rows;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.tidemill.Pair;

/// A state for each key, and when it was last refreshed. Where they end some time after that they stand in this order, so that those that are
/// over are found at no cost; else in the order in which keys got them.
final class TimedStates<K, S> {
    private final LinkedHashMap<K, Held<S>> states = new LinkedHashMap<>();
    private final HeapMeter meter;
    private final boolean areInOrderOfTime;

    private static final class Held<S> {
        private S state;
        private long refreshedMicros;

        Held(S state, long refreshedMicros) {
            this.state = state;
            this.refreshedMicros = refreshedMicros;
        }
    }

    TimedStates(HeapMeter meter, boolean areInOrderOfTime) {
        this.meter = meter;
        this.areInOrderOfTime = areInOrderOfTime;
    }

    @Nullable
    S get(K key) {
        Held<S> held = states.get(key);
        return held == null ? null : held.state;
    }

    /// Sets a state, and refreshes it. Batch times never go back.
    void set(K key, S state, long nowMicros) {
        Held<S> held = states.get(key);
        if (held == null) {
            meter.add(HeapMeter.ENTRY_BYTES);
            states.put(key, new Held<>(state, nowMicros));
        } else {
            held.state = state;
            refresh(key, held, nowMicros);
        }
    }

    /// Refreshes a state, if there is one.
    void refresh(K key, long nowMicros) {
        Held<S> held = states.get(key);
        if (held != null) {
            refresh(key, held, nowMicros);
        }
    }

    private void refresh(K key, Held<S> held, long nowMicros) {
        if (areInOrderOfTime && held.refreshedMicros != nowMicros) {
            held.refreshedMicros = nowMicros;
            states.putLast(key, held);
        }
    }

    void remove(K key) {
        if (states.remove(key) != null) {
            meter.remove(HeapMeter.ENTRY_BYTES);
        }
    }

    /// The state that was refreshed longest ago, if that was before a time.
    @Nullable
    Pair<K, S> firstBefore(long micros) {
        Map.Entry<K, Held<S>> first = states.firstEntry();
        return first == null || first.getValue().refreshedMicros >= micros
                ? null
                : Pair.of(first.getKey(), first.getValue().state);
    }

    boolean isEmpty() {
        return states.isEmpty();
    }

    /// All of them, as they are while they are read.
    Iterable<Pair<K, S>> pairs() {
        return () -> {
            Iterator<Map.Entry<K, Held<S>>> entries = states.entrySet().iterator();
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return entries.hasNext();
                }

                @Override
                public Pair<K, S> next() {
                    Map.Entry<K, Held<S>> entry = entries.next();
                    return Pair.of(entry.getKey(), entry.getValue().state);
                }
            };
        };
    }

    /// Forgets all; what counts them is closed with the operator.
    void clear() {
        states.clear();
    }
}
