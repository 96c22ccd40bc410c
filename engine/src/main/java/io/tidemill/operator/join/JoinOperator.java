// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.join;

import io.tidemill.plan.JoinPlan;

/// Joins the rows of two streams whose keys are equal, batch by batch: when the batch is over, and all its rows are there.
public final class JoinOperator extends KeyedJoinOperator {
    private final JoinPlan.Join plan;
    private JoinRows batch;
    private Pairing pairing;

    public JoinOperator(JoinPlan.Join plan) {
        super(plan);
        this.plan = plan;
    }

    @Override
    PairColumns open(Opening opening) {
        batch = opening.batch();
        pairing = Pairing.of(plan, batch, opening.wanted(), opening.context(), opening.owned());
        return opening.wanted().ofResult(() -> batch, opening.context(), opening.owned());
    }

    @Override
    JoinRows held() {
        return batch;
    }

    @Override
    void begin(long watermarkMicros, int updates) {
        batch.show(plan.type());
        pairing.begin();
    }

    @Override
    boolean next(PairNumbers pairs) {
        return pairing.next(pairs);
    }
}
