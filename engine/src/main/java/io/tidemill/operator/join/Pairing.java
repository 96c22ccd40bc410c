// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.join;

import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.Owned;
import io.tidemill.plan.JoinPlan;

/// Which row goes with which, a chunk at a time: group after group, in a group the left rows in their order, each with the right rows in
/// theirs.
sealed interface Pairing permits EqualPairing, ConditionalPairing {

    /// How the rows of both sides are paired that the keys and the condition of a join allow.
    static Pairing of(JoinPlan.Join plan, JoinRows rows, WantedColumns wanted, OperatorContext context, Owned owned) {
        GroupedSides sides = new GroupedSides(context, owned);
        return plan.condition()
                .<Pairing>map(condition -> new ConditionalPairing(plan.type(), rows,
                        new PairCondition(condition, wanted.ofCondition(() -> rows, context, owned), context, owned),
                        sides, context, owned))
                .orElseGet(() -> new EqualPairing(plan.type(), rows, sides));
    }

    /// Begins with rows that are all there.
    void begin();

    /// Sets the next pairs of the result, if any; false if there are no more. There may be none now and more later.
    boolean next(PairNumbers pairs);
}
