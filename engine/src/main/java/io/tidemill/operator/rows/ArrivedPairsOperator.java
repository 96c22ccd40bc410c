// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.rows;

import java.util.ArrayDeque;
import java.util.Queue;

import org.jspecify.annotations.Nullable;

import io.tidemill.codec.PairCodec;
import io.tidemill.codec.RowCodec;
import io.tidemill.memory.Chunk;
import io.tidemill.operator.ExchangeOperator;
import io.tidemill.operator.HandedRows;
import io.tidemill.operator.Operator;
import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.Output;
import io.tidemill.operator.Owned;
import io.tidemill.operator.Progress;
import io.tidemill.plan.Site;
import io.tidemill.plan.UserCode;

/// Takes the pairs of a batch one by one, in the order in which they came, and then what is due by the time; passes on what is made of
/// them as it is made. The first lane does it for all, so the same rows come out of any number of lanes.
abstract class ArrivedPairsOperator<K, V, R> implements ExchangeOperator {
    private final PairCodec<K, V> from;
    private final RowCodec<R> to;
    private final Site site;
    private final Owned owned = new Owned();
    private final Queue<R> results = new ArrayDeque<>(); // made by one call, and not passed on
    private UserCode code;
    private HeapMeter meter;
    private ForFirstLane<ArrivedRows<K, V>> batch;
    private MadeRows<ArrivedRows<K, V>, R> made;
    private boolean begun;

    ArrivedPairsOperator(PairCodec<K, V> from, RowCodec<R> to, Site site) {
        this.from = from;
        this.to = to;
        this.site = site;
    }

    @Override
    public void open(OperatorContext context) {
        code = new UserCode(context.name(), site);
        meter = owned.add(new HeapMeter(context, "the states of keys"));
        HandedRows rows = new HandedRows(context, code);
        batch = new ForFirstLane<>(context.lanes(),
                () -> new ArrivedRows<>(from, rows, meter, context.slot()), this::batchOf);
        made = owned.add(new MadeRows<>(context, to, code, this::next));
    }

    @Override
    public final Progress process(Chunk input, Output output) {
        batch.current().add(input);
        return Progress.DONE;
    }

    @Override
    public final Progress endOfBatch(long batchTimeMicros, long watermarkMicros, Output output) {
        if (!batch.isFirst()) {
            batch.next(ArrivedRows::clear);
            return Progress.DONE;
        }
        ArrivedRows<K, V> rows = batch.current();
        if (!begun) {
            begun = true;
            batch.forEachOther(rows::add);
            rows.begin();
            beginBatch(batchTimeMicros, watermarkMicros);
        }
        Progress progress = made.pass(rows, output);
        if (progress == Progress.DONE) {
            begun = false;
            batch.next(ArrivedRows::clear);
        }
        return progress;
    }

    abstract void beginBatch(long batchTimeMicros, long watermarkMicros);

    private @Nullable R next(ArrivedRows<K, V> rows) {
        boolean more = true;
        while (more && results.isEmpty()) {
            try {
                if (rows.advance()) {
                    take(rows.key(), rows.value());
                } else {
                    more = takeDue();
                }
            } catch (Throwable thrown) {
                throw code.failure(thrown);
            }
        }
        return results.poll();
    }

    /// Takes a pair.
    abstract void take(K key, V value) throws Exception;

    /// Takes one thing that is due behind all pairs; false if there is none.
    abstract boolean takeDue() throws Exception;

    /// Puts out what was made.
    final void put(R result) {
        results.add(code.require(result));
    }

    final UserCode code() {
        return code;
    }

    /// Whether this lane does it.
    final boolean isFirst() {
        return batch.isFirst();
    }

    /// Counts what states take.
    final HeapMeter meter() {
        return meter;
    }

    @SuppressWarnings("unchecked") // a sibling is the same operator
    private ForFirstLane<ArrivedRows<K, V>> batchOf(Operator sibling) {
        return ((ArrivedPairsOperator<K, V, R>) sibling).batch;
    }

    @Override
    public void close() {
        results.clear();
        owned.close();
    }
}
