// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.join;

import java.util.Optional;

import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.Owned;
import io.tidemill.plan.JoinPlan;

/// Joins rows of two streams whose keys are equal and whose event times are near, whatever batches they came in.
///
/// Or (ASOF) each left row with the latest right row only, that is not later than it.
///
/// At the end of a batch its rows meet each other and all that came before. A row is remembered until the watermark says that no partner
/// of it can come any more; if it had none by then, it is given alone where the join wants that.
public final class IntervalJoinOperator extends KeyedJoinOperator {
    private final JoinPlan.IntervalJoin plan;
    private JoinRows batch;
    private RememberedRows<IntervalSide> state;
    private TimedArrivals arrivals;
    private NearPairing pairing;

    public IntervalJoinOperator(JoinPlan.IntervalJoin plan) {
        super(plan.join());
        this.plan = plan;
    }

    @Override
    WantedColumns wanted() {
        return super.wanted().withTimes(plan.leftTime(), plan.rightTime());
    }

    @Override
    PairColumns open(Opening opening) {
        OperatorContext context = opening.context();
        Owned owned = opening.owned();
        WantedColumns wanted = opening.wanted();
        batch = opening.batch();
        int leftTime = wanted.keptLeft(plan.leftTime());
        int rightTime = wanted.keptRight(plan.rightTime());
        String what = "what is remembered by " + context.name();
        state = new RememberedRows<>(opening.layout(),
                new IntervalSide(context.budget(), what, leftTime, plan.afterMicros()),
                new IntervalSide(context.budget(), what, rightTime, plan.beforeMicros()), context, owned);
        arrivals = new TimedArrivals(state, watermark -> watermark, leftTime, rightTime, context, owned);
        Optional<PairCondition> condition = plan.join()
                .condition()
                .map(bound -> new PairCondition(bound, wanted.ofCondition(state::rows, context, owned), context,
                        owned));
        pairing = plan.latestOnly()
                ? new AsofPairing(plan.join().type(), plan.beforeMicros(), state, condition, context, owned)
                : new IntervalPairing(plan.join().type(), plan.beforeMicros(), plan.afterMicros(), state, condition,
                        context.budget(), context.name(), owned);
        return wanted.ofResult(state::rows, context, owned);
    }

    @Override
    JoinRows held() {
        return state.rows();
    }

    @Override
    void begin(long watermarkMicros, int updates) {
        batch.show();
        state.shrink();
        arrivals.take(batch, watermarkMicros);
        pairing.begin(watermarkMicros);
    }

    @Override
    boolean next(PairNumbers pairs) {
        return pairing.next(pairs);
    }
}
