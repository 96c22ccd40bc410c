// SPDX-License-Identifier: Apache-2.0
package io.tidemill;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What [PairDStream#process] does with each row and with each timer, by key.
///
/// Called on one thread, for one row or timer after the other: rows in the order in which they came, then the timers that are due. Must
/// be stateless: whatever it remembers belongs into the states that it declares, which are rebuilt by replay.
///
/// @param <K> of the key
/// @param <V> of what comes for it
/// @param <R> of what comes out
@FunctionalInterface
public interface KeyedProcessFunction<K, V, R> {

    /// The states that the function uses, each with a name of its own.
    default List<ValueStateDescriptor<?>> states() {
        return List.of();
    }

    /// Takes a row.
    void processElement(V value, Context<K, R> context) throws Exception;

    /// Takes a timer that is due, and is gone.
    default void onTimer(DueTimer timer, Context<K, R> context) throws Exception {}

    /// A time that was asked for.
    record DueTimer(TimeDomain domain, Instant time) {}

    /// What a call has in its hands; not to be kept.
    interface Context<K, R> {
        K key();

        /// The time of the batch.
        Time batchTime();

        /// How far event time has come: as of the batch before for a row, as of this one for a timer. Empty where the stream has none, or nothing
        /// has come.
        Optional<Instant> watermark();

        /// A state of the key, one of those that the function declares.
        <S> ValueState<S> state(ValueStateDescriptor<S> descriptor);

        /// Asks for a call of [#onTimer] with this key, at the end of the first batch when it is that time. Once for each key and
        /// time, however often it is asked for; at the end of this batch if it is that time already. A timer that is registered while timers
        /// fire, for a time that is not behind that of the one that fires, waits for the next batch.
        void registerTimer(TimeDomain domain, Instant time);

        /// Takes that back; does nothing if there is no such timer.
        void deleteTimer(TimeDomain domain, Instant time);

        /// Puts a result out.
        void collect(R result);
    }
}
