// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.rows;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import io.tidemill.KeyedProcessFunction;
import io.tidemill.KeyedProcessFunction.DueTimer;
import io.tidemill.Time;
import io.tidemill.TimeDomain;
import io.tidemill.ValueState;
import io.tidemill.ValueStateDescriptor;
import io.tidemill.operator.OperatorContext;
import io.tidemill.plan.RowPlan;

/// Hands each pair to a function of the user's that keeps states and timers by key; then each timer that is due: those of batch time
/// first, then those of event time.
///
/// States that have outlived their time are forgotten before the first pair of a batch.
public final class KeyedProcessOperator<K, V, R> extends ArrivedPairsOperator<K, V, R> {
    private final RowPlan.ProcessKeyed<K, V, R> plan;
    private final KeyedProcessFunction<K, V, R> function;
    private final Map<String, KeyedValueState<K, ?>> states = new HashMap<>();
    private final List<KeyedValueState<K, ?>> mortal = new ArrayList<>();
    private Timers<K> batchTimers;
    private Timers<K> eventTimers;
    private long nowMicros;
    private long watermarkMicros = Long.MIN_VALUE; // as functions see it
    private long newWatermarkMicros;
    private Phase phase = Phase.ROWS;

    private enum Phase {
        ROWS, BATCH_TIMERS, EVENT_TIMERS
    }

    public KeyedProcessOperator(RowPlan.ProcessKeyed<K, V, R> plan) {
        super(plan.from().pairCodec(), plan.to().codec(), plan.site());
        this.plan = plan;
        this.function = plan.function();
    }

    @Override
    public void open(OperatorContext context) {
        super.open(context);
        for (ValueStateDescriptor<?> descriptor : plan.states()) {
            KeyedValueState<K, ?> state = new KeyedValueState<>(descriptor, meter());
            states.put(descriptor.name(), state);
            if (descriptor.timeToLiveMicros() > 0) {
                mortal.add(state);
            }
        }
        batchTimers = new Timers<>(meter());
        eventTimers = new Timers<>(meter());
    }

    @Override
    void beginBatch(long batchTimeMicros, long newWatermark) {
        nowMicros = batchTimeMicros;
        newWatermarkMicros = newWatermark;
        phase = Phase.ROWS;
        mortal.forEach(state -> state.forgetUntil(nowMicros));
    }

    @Override
    void take(K key, V value) throws Exception {
        function.processElement(value, new Hand(key));
    }

    @Override
    boolean takeDue() throws Exception {
        if (phase == Phase.ROWS) {
            phase = Phase.BATCH_TIMERS;
            watermarkMicros = plan.hasEventTime() ? newWatermarkMicros : Long.MIN_VALUE;
            batchTimers.beginToFire(nowMicros);
        }
        if (phase == Phase.BATCH_TIMERS) {
            if (fire(batchTimers, TimeDomain.BATCH_TIME)) {
                return true;
            }
            phase = Phase.EVENT_TIMERS;
            eventTimers.beginToFire(watermarkMicros);
        }
        return fire(eventTimers, TimeDomain.EVENT_TIME);
    }

    private boolean fire(Timers<K> timers, TimeDomain domain) throws Exception {
        if (!timers.advance()) {
            return false;
        }
        DueTimer timer = new DueTimer(domain, instant(timers.micros()));
        function.onTimer(timer, new Hand(timers.take()));
        return true;
    }

    private static Instant instant(long micros) {
        return new Time(micros).instant();
    }

    /// What the function is handed in one call.
    private final class Hand implements KeyedProcessFunction.Context<K, R> {
        private final K key;

        Hand(K key) {
            this.key = key;
        }

        @Override
        public K key() {
            return key;
        }

        @Override
        public Time batchTime() {
            return new Time(nowMicros);
        }

        @Override
        public Optional<Instant> watermark() {
            return watermarkMicros == Long.MIN_VALUE ? Optional.empty() : Optional.of(instant(watermarkMicros));
        }

        @Override
        @SuppressWarnings("unchecked") // a state of this name has this descriptor
        public <S> ValueState<S> state(ValueStateDescriptor<S> descriptor) {
            KeyedValueState<K, ?> state = states.get(descriptor.name());
            if (state == null || !state.is(descriptor)) {
                throw new IllegalArgumentException("the function declares the states %s, and not %s"
                        .formatted(plan.states(), descriptor));
            }
            return (ValueState<S>) state.of(key, nowMicros);
        }

        @Override
        public void registerTimer(TimeDomain domain, Instant time) {
            timers(domain).register(ChronoUnit.MICROS.between(Instant.EPOCH, time), key);
        }

        @Override
        public void deleteTimer(TimeDomain domain, Instant time) {
            timers(domain).delete(ChronoUnit.MICROS.between(Instant.EPOCH, time), key);
        }

        private Timers<K> timers(TimeDomain domain) {
            if (domain == TimeDomain.BATCH_TIME) {
                return batchTimers;
            }
            if (!plan.hasEventTime()) {
                throw new IllegalStateException(
                        "the stream has no event time for timers to go by: withEventTime in front of the pairs gives it one");
            }
            return eventTimers;
        }

        @Override
        public void collect(R result) {
            put(Objects.requireNonNull(result, "a null is no result"));
        }
    }

    @Override
    public void close() {
        states.values().forEach(KeyedValueState::close);
        states.clear();
        mortal.clear();
        if (batchTimers != null) {
            batchTimers.clear();
            eventTimers.clear();
        }
        super.close();
    }
}
