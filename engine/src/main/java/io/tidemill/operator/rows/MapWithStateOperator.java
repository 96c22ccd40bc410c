// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.rows;

import java.util.List;
import java.util.Optional;

import io.tidemill.Function4;
import io.tidemill.Pair;
import io.tidemill.State;
import io.tidemill.Time;
import io.tidemill.operator.OperatorContext;
import io.tidemill.plan.RowPlan;
import io.tidemill.plan.StateOutput;

/// Maps each pair with the state of its key by a function of the user's (Spark's K2), asks it once more for each key that nothing came
/// for in too long a time, in that very batch (K3), and then gives all states as one row.
public final class MapWithStateOperator<K, V, S, E> extends ArrivedPairsOperator<K, V, StateOutput<K, S, E>> {
    private final RowPlan.MapWithState<K, V, S, E> plan;
    private final Function4<Time, K, Optional<V>, State<S>, Optional<E>> function;
    private final boolean timesOut;
    private final StateInHand<S> state = new StateInHand<>();
    private TimedStates<K, S> states;
    private long nowMicros;
    private boolean isSnapshotDue;

    public MapWithStateOperator(RowPlan.MapWithState<K, V, S, E> plan) {
        super(plan.from().pairCodec(), plan.to().codec(), plan.site());
        this.plan = plan;
        this.function = plan.function();
        this.timesOut = plan.timeoutMicros() > 0;
    }

    @Override
    public void open(OperatorContext context) {
        super.open(context);
        states = new TimedStates<>(meter(), timesOut);
        for (Pair<K, S> initial : isFirst() ? plan.initial() : List.<Pair<K, S>>of()) {
            states.set(initial.key(), initial.value(), context.zeroTimeMicros());
        }
    }

    @Override
    void beginBatch(long batchTimeMicros, long watermarkMicros) {
        nowMicros = batchTimeMicros;
        isSnapshotDue = true;
    }

    @Override
    void take(K key, V value) throws Exception {
        state.hand(states.get(key), false);
        call(key, Optional.ofNullable(value));
        if (state.isRemoved()) {
            states.remove(key);
        } else if (state.isUpdated() || (timesOut && state.exists())) {
            states.set(key, state.get(), nowMicros);
        }
    }

    @Override
    boolean takeDue() throws Exception {
        Pair<K, S> idle = timesOut ? states.firstBefore(nowMicros - plan.timeoutMicros()) : null;
        if (idle != null) {
            state.hand(idle.value(), true);
            call(idle.key(), Optional.empty());
            states.remove(idle.key());
            return true;
        }
        if (isSnapshotDue && !states.isEmpty()) {
            isSnapshotDue = false;
            put(new StateOutput.Snapshot<>(states.pairs()));
            return true;
        }
        return false;
    }

    private void call(K key, Optional<V> value) throws Exception {
        Optional<E> answer = code().require(function.apply(new Time(nowMicros), key, value, state));
        answer.ifPresent(result -> put(new StateOutput.Mapped<>(result)));
    }

    @Override
    public void close() {
        if (states != null) {
            states.clear();
        }
        super.close();
    }
}
