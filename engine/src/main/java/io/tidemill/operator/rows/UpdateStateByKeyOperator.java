// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.rows;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.tidemill.Function2;
import io.tidemill.codec.PairCodec;
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

/// Keeps a state for each key by a function of the user's, which is asked for every known key at every batch, also for those
/// without new values; an empty answer forgets the key (Spark's K1). Passes on all states, every batch. The first lane keeps them.
public final class UpdateStateByKeyOperator<K, V, S> implements ExchangeOperator {
    private final PairCodec<K, V> from;
    private final PairCodec<K, S> to;
    private final Function2<List<V>, Optional<S>, Optional<S>> function;
    private final Site site;
    private final Owned owned = new Owned();
    private final LinkedHashMap<K, S> states = new LinkedHashMap<>();
    private UserCode code;
    private HeapMeter meter;
    private ForFirstLane<KeyedValues<K, V>> batch;
    private PairResults<K, S> results;

    public UpdateStateByKeyOperator(PairCodec<K, V> from, PairCodec<K, S> to,
            Function2<List<V>, Optional<S>, Optional<S>> function, Site site) {
        this.from = from;
        this.to = to;
        this.function = function;
        this.site = site;
    }

    @Override
    public void open(OperatorContext context) {
        code = new UserCode(context.name(), site);
        meter = owned.add(new HeapMeter(context, "the states of keys"));
        HandedRows rows = new HandedRows(context, code);
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
        if (!results.isBegun()) {
            if (batch.isFirst()) {
                batch.forEachOther(batch.current()::add);
                update(batch.current());
            }
            batch.next(KeyedValues::clear);
            results.begin(states);
        }
        return results.pass(output);
    }

    private void update(KeyedValues<K, V> values) {
        updateKnown(values);
        values.values().forEach(this::addNew);
    }

    /// Leaves among the values the keys that have no state.
    private void updateKnown(KeyedValues<K, V> values) {
        Iterator<Map.Entry<K, S>> known = states.entrySet().iterator();
        while (known.hasNext()) {
            Map.Entry<K, S> entry = known.next();
            Optional<S> updated = update(values.take(entry.getKey()), Optional.of(entry.getValue()));
            if (updated.isPresent()) {
                entry.setValue(updated.get());
            } else {
                known.remove();
                meter.remove(HeapMeter.ENTRY_BYTES);
            }
        }
    }

    private void addNew(K key, List<V> values) {
        update(values, Optional.empty()).ifPresent(state -> {
            meter.add(HeapMeter.ENTRY_BYTES);
            states.put(key, state);
        });
    }

    private Optional<S> update(List<V> values, Optional<S> state) {
        Optional<S> updated;
        try {
            updated = function.apply(values, state);
        } catch (Throwable thrown) {
            throw code.failure(thrown);
        }
        return code.require(updated);
    }

    @SuppressWarnings("unchecked") // a sibling is the same operator
    private ForFirstLane<KeyedValues<K, V>> batchOf(Operator sibling) {
        return ((UpdateStateByKeyOperator<K, V, S>) sibling).batch;
    }

    @Override
    public void close() {
        states.clear();
        owned.close();
    }
}
