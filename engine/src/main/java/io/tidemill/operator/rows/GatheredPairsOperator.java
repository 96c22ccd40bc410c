// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.rows;

import java.util.Map;
import java.util.function.Supplier;

import io.tidemill.codec.PairCodec;
import io.tidemill.operator.ExchangeOperator;
import io.tidemill.operator.HandedRows;
import io.tidemill.operator.Operator;
import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.Output;
import io.tidemill.operator.Owned;
import io.tidemill.operator.Progress;
import io.tidemill.plan.Site;
import io.tidemill.plan.UserCode;

/// Gathers pairs by key in every lane; when the batch is over, the first lane makes one pair of all pairs of a key.
///
/// What is gathered of a key is what these operators differ in. Keys come in the order of their first appearance, lane after lane.
///
/// @param <G> what a lane gathers
/// @param <K> keys
/// @param <R> what comes out for each key
abstract class GatheredPairsOperator<G, K, R> implements ExchangeOperator {
    private final PairCodec<K, R> to;
    private final Site site;
    private final String what;
    private final Owned owned = new Owned();
    private ForFirstLane<G> batch;
    private PairResults<K, R> results;

    /// @param what is gathered, for the message when the budget does not allow it
    GatheredPairsOperator(PairCodec<K, R> to, Site site, String what) {
        this.to = to;
        this.site = site;
        this.what = what;
    }

    /// Opens what gathers pairs; answers what makes an empty place to gather them in.
    abstract Supplier<G> open(HandedRows rows, HeapMeter meter);

    /// Adds what a later lane has gathered.
    abstract void add(G gathered, G later);

    /// What is put out for each key of all that was gathered.
    abstract Map<K, R> results(G gathered);

    abstract void clear(G gathered);

    /// Where this lane gathers.
    final G current() {
        return batch.current();
    }

    @Override
    public final void open(OperatorContext context) {
        UserCode code = new UserCode(context.name(), site);
        HeapMeter meter = owned.add(new HeapMeter(context, what));
        results = owned.add(new PairResults<>(context, to, code));
        batch = new ForFirstLane<>(context.lanes(), open(new HandedRows(context, code), meter), this::batchOf);
    }

    @Override
    public final Progress endOfBatch(long batchTimeMicros, long watermarkMicros, Output output) {
        Progress progress = batch.isFirst() ? pass(output) : Progress.DONE;
        if (progress == Progress.DONE) {
            batch.next(this::clear);
        }
        return progress;
    }

    private Progress pass(Output output) {
        if (!results.isBegun()) {
            batch.forEachOther(later -> add(batch.current(), later));
            results.begin(results(batch.current()));
        }
        return results.pass(output);
    }

    @SuppressWarnings("unchecked") // a sibling is the same operator
    private ForFirstLane<G> batchOf(Operator sibling) {
        return ((GatheredPairsOperator<G, K, R>) sibling).batch;
    }

    @Override
    public final void close() {
        owned.close();
    }
}
