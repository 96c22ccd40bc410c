// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.rows;

import java.util.Objects;
import java.util.Optional;

import io.tidemill.Pair;
import io.tidemill.TtlUpdate;
import io.tidemill.ValueState;
import io.tidemill.ValueStateDescriptor;

/// One of the values that a function keeps for each key.
final class KeyedValueState<K, S> {
    private final ValueStateDescriptor<S> descriptor;
    private final TimedStates<K, S> states;

    KeyedValueState(ValueStateDescriptor<S> descriptor, HeapMeter meter) {
        this.descriptor = descriptor;
        this.states = new TimedStates<>(meter, descriptor.timeToLiveMicros() > 0);
    }

    boolean is(ValueStateDescriptor<?> other) {
        return descriptor.equals(other);
    }

    /// The value of a key, in a batch.
    ValueState<S> of(K key, long nowMicros) {
        return new ValueState<>() {
            @Override
            public Optional<S> value() {
                if (descriptor.update() == TtlUpdate.ON_READ_AND_WRITE) {
                    states.refresh(key, nowMicros);
                }
                return Optional.ofNullable(states.get(key));
            }

            @Override
            public void update(S value) {
                states.set(key, Objects.requireNonNull(value, "a state is not null: clear it"), nowMicros);
            }

            @Override
            public void clear() {
                states.remove(key);
            }
        };
    }

    /// Forgets the values that have lived long enough at a time.
    void forgetUntil(long nowMicros) {
        long dead = nowMicros - descriptor.timeToLiveMicros() + 1;
        for (Pair<K, S> old = states.firstBefore(dead); old != null; old = states.firstBefore(dead)) {
            states.remove(old.key());
        }
    }

    void close() {
        states.clear();
    }
}
