// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.rows;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.tidemill.Function4;
import io.tidemill.Time;
import io.tidemill.codec.PairCodec;
import io.tidemill.memory.Chunk;
import io.tidemill.operator.ExchangeOperator;
import io.tidemill.operator.HandedRows;
import io.tidemill.operator.Operator;
import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.Output;
import io.tidemill.operator.Owned;
import io.tidemill.operator.Progress;
import io.tidemill.plan.RowPlan;
import io.tidemill.plan.UserCode;

/// Keeps a state for each key by a function of the user's, which is asked for every known key at every batch, also for those
/// without new values; an empty answer forgets the key (Spark's K1). Passes on all states, every batch. The first lane keeps them.
public final class UpdateStateByKeyOperator<K, V, S> implements ExchangeOperator {
    private final RowPlan.UpdateStateByKey<K, V, S> plan;
    private final PairCodec<K, V> from;
    private final Function4<Time, K, List<V>, Optional<S>, Optional<S>> function;
    private final Owned owned = new Owned();
    private final LinkedHashMap<K, S> states = new LinkedHashMap<>();
    private UserCode code;
    private HeapMeter meter;
    private ForFirstLane<KeyedValues<K, V>> batch;
    private PairResults<K, S> results;

    public UpdateStateByKeyOperator(RowPlan.UpdateStateByKey<K, V, S> plan) {
        this.plan = plan;
        this.from = plan.from().pairCodec();
        this.function = plan.function();
    }

    @Override
    public void open(OperatorContext context) {
        code = new UserCode(context.name(), plan.site());
        meter = owned.add(new HeapMeter(context, "the states of keys"));
        HandedRows rows = new HandedRows(context, code);
        batch = new ForFirstLane<>(context.lanes(), () -> new KeyedValues<>(from, rows, meter), this::batchOf);
        results = owned.add(new PairResults<>(context, plan.to().pairCodec(), code));
        if (batch.isFirst()) {
            plan.initial().forEach(initial -> set(initial.key(), initial.value()));
        }
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
                update(batch.current(), new Time(batchTimeMicros));
            }
            batch.next(KeyedValues::clear);
            results.begin(states);
        }
        return results.pass(output);
    }

    private void update(KeyedValues<K, V> values, Time time) {
        updateKnown(values, time);
        values.values()
                .forEach((key, news) -> update(time, key, news, Optional.empty())
                        .ifPresent(state -> set(key, state)));
    }

    /// Leaves among the values the keys that have no state.
    private void updateKnown(KeyedValues<K, V> values, Time time) {
        Iterator<Map.Entry<K, S>> known = states.entrySet().iterator();
        while (known.hasNext()) {
            Map.Entry<K, S> entry = known.next();
            K key = entry.getKey();
            Optional<S> updated = update(time, key, values.take(key), Optional.of(entry.getValue()));
            if (updated.isPresent()) {
                entry.setValue(updated.get());
            } else {
                known.remove();
                meter.remove(HeapMeter.ENTRY_BYTES);
            }
        }
    }

    /// Gives a key that has none a state; the last of several initial ones counts.
    private void set(K key, S state) {
        meter.add(HeapMeter.ENTRY_BYTES);
        if (states.put(key, state) != null) {
            meter.remove(HeapMeter.ENTRY_BYTES);
        }
    }

    private Optional<S> update(Time time, K key, List<V> values, Optional<S> state) {
        Optional<S> updated;
        try {
            updated = function.apply(time, key, values, state);
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
