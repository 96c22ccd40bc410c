// SPDX-License-Identifier: Apache-2.0
package io.tidemill;

import java.util.List;

import io.tidemill.codec.Encoding;
import io.tidemill.codec.Encodings;
import io.tidemill.codec.ObjectEncoding;
import io.tidemill.codec.PairEncoding;
import io.tidemill.plan.RowPlan;
import io.tidemill.plan.Site;
import io.tidemill.plan.StateOutput;

/// What a [StateSpec]'s function answered, as a stream; and the states that it left, as another one.
public final class MapWithStateDStream<K, S, E> extends DStream<E> {
    private final RowPlan.MapWithState<K, ?, S, E> states;
    private final Encoding<K> key;

    MapWithStateDStream(StreamingContext context, RowPlan.MapWithState<K, ?, S, E> states, Encoding<K> key,
            Encoding<E> results) {
        super(context, mapped(states, results), results);
        this.states = states;
        this.key = key;
    }

    private static <K, S, E> RowPlan mapped(RowPlan.MapWithState<K, ?, S, E> states, Encoding<E> results) {
        return new RowPlan.FlatMapRows<>(states, states.to(), results, MapWithStateDStream::value, states.site());
    }

    private static <K, S, E> List<E> value(StateOutput<K, S, E> output) {
        return switch (output) {
            case StateOutput.Mapped<K, S, E>(E value) -> List.of(value);
            case StateOutput.Snapshot<K, S, E> _ -> List.of();
        };
    }

    /// All keys with their states, every batch, as Java objects: those that were touched longest ago first if there is a timeout, else in
    /// the order in which keys got a state.
    public PairDStream<K, S> stateSnapshots() {
        return stateSnapshots(new ObjectEncoding<>());
    }

    /// The same with states in columns.
    public PairDStream<K, S> stateSnapshots(Class<S> stateType) {
        return stateSnapshots(Encodings.of(stateType));
    }

    private PairDStream<K, S> stateSnapshots(Encoding<S> of) {
        PairEncoding<K, S> pairs = new PairEncoding<>(key, of);
        Site site = at("stateSnapshots");
        return derivePairs(
                new RowPlan.FlatMapRows<>(states, states.to(), pairs, MapWithStateDStream::snapshot, site), pairs);
    }

    private static <K, S, E> Iterable<Pair<K, S>> snapshot(StateOutput<K, S, E> output) {
        return switch (output) {
            case StateOutput.Mapped<K, S, E> _ -> List.of();
            case StateOutput.Snapshot<K, S, E>(Iterable<Pair<K, S>> all) -> all;
        };
    }
}
