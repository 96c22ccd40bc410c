// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.rows;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.tidemill.Pair;
import io.tidemill.codec.PairCodec;
import io.tidemill.memory.Chunk;
import io.tidemill.operator.ExchangeOperator;
import io.tidemill.operator.Operator;
import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.Output;
import io.tidemill.operator.Owned;
import io.tidemill.operator.Progress;
import io.tidemill.operator.TwoInputOperator;
import io.tidemill.plan.Site;
import io.tidemill.plan.UserCode;

/// Makes one pair of all pairs of a key in a batch, of two streams: the key with the values of the first and of the second.
///
/// Keys come in the order of their first appearance, those of the first stream before those that only the second has; values in the order
/// of the rows, lane after lane.
public final class CogroupOperator<K, V, W> implements TwoInputOperator, ExchangeOperator {
    private final PairCodec<K, V> first;
    private final PairCodec<K, W> second;
    private final PairCodec<K, Pair<List<V>, List<W>>> to;
    private final Site site;
    private final Owned owned = new Owned();
    private HeapMeter meter;
    private ForFirstLane<Both<K, V, W>> batch;
    private PairResults<K, Pair<List<V>, List<W>>> results;

    /// What is gathered of both streams.
    private record Both<K, V, W>(KeyedValues<K, V> first, KeyedValues<K, W> second) {

        void add(Both<K, V, W> later) {
            first.add(later.first);
            second.add(later.second);
        }

        void clear() {
            first.clear();
            second.clear();
        }
    }

    public CogroupOperator(PairCodec<K, V> first, PairCodec<K, W> second,
            PairCodec<K, Pair<List<V>, List<W>>> to, Site site) {
        this.first = first;
        this.second = second;
        this.to = to;
        this.site = site;
    }

    @Override
    public void open(OperatorContext context) {
        UserCode code = new UserCode(context.name(), site);
        HandedRows rows = new HandedRows(context, code);
        meter = owned.add(new HeapMeter(context, "the values of a batch"));
        batch = new ForFirstLane<>(context.lanes(),
                () -> new Both<>(new KeyedValues<>(first, rows, meter), new KeyedValues<>(second, rows, meter)),
                this::batchOf);
        results = owned.add(new PairResults<>(context, to, code));
    }

    @Override
    public Progress process(Chunk input, Output output) {
        batch.current().first().add(input);
        return Progress.DONE;
    }

    @Override
    public Progress processSecond(Chunk input, Output output) {
        batch.current().second().add(input);
        return Progress.DONE;
    }

    @Override
    public Progress endOfBatch(long batchTimeMicros, long watermarkMicros, Output output) {
        Progress progress = batch.isFirst() ? pass(output) : Progress.DONE;
        if (progress == Progress.DONE) {
            batch.next(Both::clear);
        }
        return progress;
    }

    private Progress pass(Output output) {
        if (!results.isBegun()) {
            batch.forEachOther(batch.current()::add);
            results.begin(together(batch.current()));
        }
        return results.pass(output);
    }

    private static <K, V, W> Map<K, Pair<List<V>, List<W>>> together(Both<K, V, W> both) {
        Map<K, Pair<List<V>, List<W>>> keys = new LinkedHashMap<>();
        both.first().values().forEach((key, values) -> keys.put(key, Pair.of(values, new ArrayList<>())));
        both.second()
                .values()
                .forEach((key, values) -> keys.computeIfAbsent(key, _ -> Pair.of(new ArrayList<>(), new ArrayList<>()))
                        .value()
                        .addAll(values));
        return keys;
    }

    @SuppressWarnings("unchecked") // a sibling is the same operator
    private ForFirstLane<Both<K, V, W>> batchOf(Operator sibling) {
        return ((CogroupOperator<K, V, W>) sibling).batch;
    }

    @Override
    public void close() {
        owned.close();
    }
}
