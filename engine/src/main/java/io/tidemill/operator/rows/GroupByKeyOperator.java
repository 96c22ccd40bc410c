// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.rows;

import java.util.List;

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

/// Makes one pair of all pairs of a key in a batch: the key with the list of its values, in their order, lane after lane.
public final class GroupByKeyOperator<K, V> implements ExchangeOperator {
    private final PairCodec<K, V> from;
    private final PairCodec<K, List<V>> to;
    private final Site site;
    private final Owned owned = new Owned();
    private ForFirstLane<KeyedValues<K, V>> batch;
    private PairResults<K, List<V>> results;

    public GroupByKeyOperator(PairCodec<K, V> from, PairCodec<K, List<V>> to, Site site) {
        this.from = from;
        this.to = to;
        this.site = site;
    }

    @Override
    public void open(OperatorContext context) {
        UserCode code = new UserCode(context.name(), site);
        HandedRows rows = new HandedRows(context, code);
        HeapMeter meter = owned.add(new HeapMeter(context, "the values of a batch"));
        batch = new ForFirstLane<>(context.lanes(), () -> new KeyedValues<>(from, rows, meter), this::batchOf);
        results = owned.add(new PairResults<>(context, to, code));
    }

    @Override
    public Progress process(Chunk input, Output output) {
        batch.current().add(input);
        return Progress.DONE;
    }

    @Override
    public Progress endOfBatch(long batchTimeMicros, long watermarkMicros, Output output) {
        Progress progress = batch.isFirst() ? pass(output) : Progress.DONE;
        if (progress == Progress.DONE) {
            batch.next(KeyedValues::clear);
        }
        return progress;
    }

    private Progress pass(Output output) {
        if (!results.isBegun()) {
            batch.forEachOther(batch.current()::add);
            results.begin(batch.current().values());
        }
        return results.pass(output);
    }

    @SuppressWarnings("unchecked") // a sibling is the same operator
    private ForFirstLane<KeyedValues<K, V>> batchOf(Operator sibling) {
        return ((GroupByKeyOperator<K, V>) sibling).batch;
    }

    @Override
    public void close() {
        owned.close();
    }
}
