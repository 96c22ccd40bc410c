// SPDX-License-Identifier: Apache-2.0
package io.tidemill;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.tidemill.plan.Site;

/// What [PairDStream#mapWithState] does with each row, where keys begin, and when they are forgotten.
///
/// ```java
/// StateSpec.<String, Integer, Integer, Pair<String, Integer>>function((word, one, sum) -> {
///     sum.update(sum.getOption().orElse(0) + one.orElse(0));
///     return Pair.of(word, sum.get());
/// }).timeout(minutes(30))
/// ```
///
/// Immutable: each method answers another one.
///
/// @param <K> of the key
/// @param <V> of what comes for it
/// @param <S> of the state
/// @param <E> of what comes out
public final class StateSpec<K, V, S, E> {
    final Function4<Time, K, Optional<V>, State<S>, Optional<E>> function;
    final List<Pair<K, S>> initial;
    final long timeoutMicros; // 0 for never

    private StateSpec(Function4<Time, K, Optional<V>, State<S>, Optional<E>> function, List<Pair<K, S>> initial,
            long timeoutMicros) {
        this.function = function;
        this.initial = initial;
        this.timeoutMicros = timeoutMicros;
    }

    /// Calls a function for each row, in the order in which they came, with the batch's time, the key, the value and the state; what it
    /// answers, if anything, comes out. The value is empty when the key is timing out.
    public static <K, V, S, E> StateSpec<K, V, S, E> function(
            Function4<Time, K, Optional<V>, State<S>, Optional<E>> function) {
        return new StateSpec<>(function, List.of(), 0);
    }

    /// The same with the key, the value and the state; what it answers always comes out.
    public static <K, V, S, E> StateSpec<K, V, S, E> function(Function3<K, Optional<V>, State<S>, E> function) {
        return function((_, key, value, state) -> Optional.of(function.apply(key, value, state)));
    }

    /// The states that keys have before the first row. Part of the program: a start that goes on replays from the same ones.
    public StateSpec<K, V, S, E> initialState(Iterable<Pair<K, S>> states) {
        List<Pair<K, S>> copied = new ArrayList<>();
        states.forEach(copied::add);
        return new StateSpec<>(function, List.copyOf(copied), timeoutMicros);
    }

    /// Calls the function a last time for a key for which nothing came for longer than this, in the first batch of which that is true, and
    /// forgets it. By batch time.
    public StateSpec<K, V, S, E> timeout(Duration idle) {
        Site site = CallSite.of("timeout");
        long micros = Durations.exactMicros("the timeout", idle, site);
        if (micros <= 0) {
            throw new PlanException("a timeout is longer than 0, not %s [%s]".formatted(idle, site));
        }
        return new StateSpec<>(function, initial, micros);
    }
}
