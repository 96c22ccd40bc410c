// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.rows;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import io.tidemill.codec.PairCodec;
import io.tidemill.memory.Chunk;
import io.tidemill.operator.HandedRows;
import io.tidemill.operator.Output;
import io.tidemill.operator.Progress;
import io.tidemill.plan.Site;

/// Makes one pair of all pairs of a key in a batch: the key with the list of its values, in their order, lane after lane.
public final class GroupByKeyOperator<K, V> extends GatheredPairsOperator<KeyedValues<K, V>, K, List<V>> {
    private final PairCodec<K, V> from;

    public GroupByKeyOperator(PairCodec<K, V> from, PairCodec<K, List<V>> to, Site site) {
        super(to, site, KeyedValues.OF_A_BATCH);
        this.from = from;
    }

    @Override
    Supplier<KeyedValues<K, V>> open(HandedRows rows, HeapMeter meter) {
        return () -> new KeyedValues<>(from, rows, meter);
    }

    @Override
    public Progress process(Chunk input, Output output) {
        current().add(input);
        return Progress.DONE;
    }

    @Override
    void add(KeyedValues<K, V> gathered, KeyedValues<K, V> later) {
        gathered.add(later);
    }

    @Override
    Map<K, List<V>> results(KeyedValues<K, V> gathered) {
        return gathered.values();
    }

    @Override
    void clear(KeyedValues<K, V> gathered) {
        gathered.clear();
    }
}
