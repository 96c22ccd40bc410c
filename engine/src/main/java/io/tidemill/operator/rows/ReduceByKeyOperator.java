// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.rows;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

import io.tidemill.Function2;
import io.tidemill.codec.PairCodec;
import io.tidemill.memory.Chunk;
import io.tidemill.operator.HandedRows;
import io.tidemill.operator.Output;
import io.tidemill.operator.Progress;
import io.tidemill.plan.Site;

/// Makes one pair of all pairs of a key in a batch, by a function of the user's that joins two values: first those of each lane.
public final class ReduceByKeyOperator<K, V> extends GatheredPairsOperator<Map<K, V>, K, V> {
    private final PairCodec<K, V> pairs;
    private final Function2<V, V, V> function;
    private KeyedReducer<K, V> reducer;

    public ReduceByKeyOperator(PairCodec<K, V> pairs, Function2<V, V, V> function, Site site) {
        super(pairs, site, "the keys of a batch");
        this.pairs = pairs;
        this.function = function;
    }

    @Override
    Supplier<Map<K, V>> open(HandedRows rows, HeapMeter meter) {
        reducer = new KeyedReducer<>(pairs, function, rows, meter);
        return LinkedHashMap::new;
    }

    @Override
    public Progress process(Chunk input, Output output) {
        reducer.add(input, current());
        return Progress.DONE;
    }

    @Override
    void add(Map<K, V> gathered, Map<K, V> later) {
        reducer.addOfLane(later, gathered);
    }

    @Override
    Map<K, V> results(Map<K, V> gathered) {
        return gathered;
    }

    @Override
    void clear(Map<K, V> gathered) {
        reducer.clear(gathered);
    }
}
