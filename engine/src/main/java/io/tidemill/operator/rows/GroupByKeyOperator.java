// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.rows;

import java.util.List;

import io.tidemill.codec.PairCodec;
import io.tidemill.memory.Chunk;
import io.tidemill.operator.Operator;
import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.Output;
import io.tidemill.operator.Owned;
import io.tidemill.operator.Progress;
import io.tidemill.plan.Site;
import io.tidemill.plan.UserCode;

/// Makes one pair of all pairs of a key in a batch: the key with the list of its values, in their order.
public final class GroupByKeyOperator<K, V> implements Operator {
    private final PairCodec<K, V> from;
    private final PairCodec<K, List<V>> to;
    private final Site site;
    private final Owned owned = new Owned();
    private KeyedValues<K, V> batch;
    private PairResults<K, List<V>> results;

    public GroupByKeyOperator(PairCodec<K, V> from, PairCodec<K, List<V>> to, Site site) {
        this.from = from;
        this.to = to;
        this.site = site;
    }

    @Override
    public void open(OperatorContext context) {
        UserCode code = new UserCode(context.name(), site);
        batch = new KeyedValues<>(from, new HandedRows(context, code),
                owned.add(new HeapMeter(context, "the values of a batch")));
        results = owned.add(new PairResults<>(context, to, code));
    }

    @Override
    public Progress process(Chunk input, Output output) {
        batch.add(input);
        return Progress.DONE;
    }

    @Override
    public Progress endOfBatch(long batchTimeMicros, long watermarkMicros, Output output) {
        if (!results.isBegun()) {
            results.begin(batch.values());
        }
        Progress progress = results.pass(output);
        if (progress == Progress.DONE) {
            batch.clear();
        }
        return progress;
    }

    @Override
    public void close() {
        owned.close();
    }
}
