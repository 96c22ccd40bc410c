// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.rows;

import java.util.LinkedHashMap;
import java.util.Map;

import io.tidemill.Function2;
import io.tidemill.codec.PairCodec;
import io.tidemill.memory.Chunk;
import io.tidemill.operator.ExchangeOperator;
import io.tidemill.operator.Operator;
import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.Output;
import io.tidemill.operator.Owned;
import io.tidemill.operator.Progress;
import io.tidemill.plan.Site;
import io.tidemill.plan.UserCode;

/// Makes one pair of all pairs of a key in a batch, by a function of the user's that joins two values: first those of each lane.
public final class ReduceByKeyOperator<K, V> implements ExchangeOperator {
    private final PairCodec<K, V> pairs;
    private final Function2<V, V, V> function;
    private final Site site;
    private final Owned owned = new Owned();
    private ForFirstLane<Map<K, V>> batch;
    private KeyedReducer<K, V> reducer;
    private PairResults<K, V> results;

    public ReduceByKeyOperator(PairCodec<K, V> pairs, Function2<V, V, V> function, Site site) {
        this.pairs = pairs;
        this.function = function;
        this.site = site;
    }

    @Override
    public void open(OperatorContext context) {
        UserCode code = new UserCode(context.name(), site);
        HeapMeter meter = owned.add(new HeapMeter(context, "the keys of a batch"));
        reducer = new KeyedReducer<>(pairs, function, new HandedRows(context, code), meter);
        results = owned.add(new PairResults<>(context, pairs, code));
        batch = new ForFirstLane<>(context.lanes(), LinkedHashMap::new, this::batchOf);
    }

    @Override
    public Progress process(Chunk input, Output output) {
        reducer.add(input, batch.current());
        return Progress.DONE;
    }

    @Override
    public Progress endOfBatch(long batchTimeMicros, long watermarkMicros, Output output) {
        Progress progress = batch.isFirst() ? pass(output) : Progress.DONE;
        if (progress == Progress.DONE) {
            batch.next(reducer::clear);
        }
        return progress;
    }

    private Progress pass(Output output) {
        if (!results.isBegun()) {
            batch.forEachOther(later -> reducer.addOfLane(later, batch.current()));
            results.begin(batch.current());
        }
        return results.pass(output);
    }

    @SuppressWarnings("unchecked") // a sibling is the same operator
    private ForFirstLane<Map<K, V>> batchOf(Operator sibling) {
        return ((ReduceByKeyOperator<K, V>) sibling).batch;
    }

    @Override
    public void close() {
        owned.close();
    }
}
