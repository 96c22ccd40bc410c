// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.rows;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import io.tidemill.Pair;
import io.tidemill.codec.PairCodec;
import io.tidemill.memory.Chunk;
import io.tidemill.operator.HandedRows;
import io.tidemill.operator.Output;
import io.tidemill.operator.Progress;
import io.tidemill.operator.TwoInputOperator;
import io.tidemill.plan.Site;

/// Makes one pair of all pairs of a key in a batch, of two streams: the key with the values of the first and of the second.
///
/// Keys come in the order of their first appearance, those of the first stream before those that only the second has; values in the order
/// of the rows, lane after lane.
public final class CogroupOperator<K, V, W>
        extends
            GatheredPairsOperator<CogroupOperator.Both<K, V, W>, K, Pair<List<V>, List<W>>>
        implements
            TwoInputOperator {
    private final PairCodec<K, V> first;
    private final PairCodec<K, W> second;

    /// What is gathered of both streams.
    record Both<K, V, W>(KeyedValues<K, V> first, KeyedValues<K, W> second) {

        Map<K, Pair<List<V>, List<W>>> together() {
            Map<K, Pair<List<V>, List<W>>> keys = new LinkedHashMap<>();
            first.values().forEach((key, values) -> keys.put(key, Pair.of(values, new ArrayList<>())));
            second.values()
                    .forEach((key, values) -> keys
                            .computeIfAbsent(key, _ -> Pair.of(new ArrayList<>(), new ArrayList<>()))
                            .value()
                            .addAll(values));
            return keys;
        }
    }

    public CogroupOperator(PairCodec<K, V> first, PairCodec<K, W> second,
            PairCodec<K, Pair<List<V>, List<W>>> to, Site site) {
        super(to, site, KeyedValues.OF_A_BATCH);
        this.first = first;
        this.second = second;
    }

    @Override
    Supplier<Both<K, V, W>> open(HandedRows rows, HeapMeter meter) {
        return () -> new Both<>(new KeyedValues<>(first, rows, meter), new KeyedValues<>(second, rows, meter));
    }

    @Override
    public Progress process(Chunk input, Output output) {
        current().first().add(input);
        return Progress.DONE;
    }

    @Override
    public Progress processSecond(Chunk input, Output output) {
        current().second().add(input);
        return Progress.DONE;
    }

    @Override
    void add(Both<K, V, W> gathered, Both<K, V, W> later) {
        gathered.first().add(later.first());
        gathered.second().add(later.second());
    }

    @Override
    Map<K, Pair<List<V>, List<W>>> results(Both<K, V, W> gathered) {
        return gathered.together();
    }

    @Override
    void clear(Both<K, V, W> gathered) {
        gathered.first().clear();
        gathered.second().clear();
    }
}
