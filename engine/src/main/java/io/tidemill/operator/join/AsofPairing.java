// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.join;

import io.tidemill.memory.MemoryBudget;
import io.tidemill.operator.Owned;
import io.tidemill.plan.JoinType;
import io.tidemill.state.row.RowChains;
import io.tidemill.state.row.RowStore;

/// Pairs each left row with the latest right row of its key that is not later than it: when the watermark has passed the left row, so that
/// none can come any more. Of right rows of one time the one that came last is taken.
final class AsofPairing implements NearPairing {
    private final JoinType type;
    private final long toleranceMicros;
    private final RememberedRows<IntervalSide> state;
    private final RangeOrder due; // left rows that the watermark has passed
    private final RangeOrder none;
    private int next;

    /// @param toleranceMicros how much earlier than a left row a right one may be
    AsofPairing(JoinType type, long toleranceMicros, RememberedRows<IntervalSide> state, MemoryBudget budget,
            String operator,
            Owned owned) {
        this.type = type;
        this.toleranceMicros = toleranceMicros;
        this.state = state;
        due = owned.add(new RangeOrder(budget, "rows that are due of " + operator));
        none = owned.add(new RangeOrder(budget, "rows that are due of " + operator));
    }

    @Override
    public void begin(long watermarkMicros) {
        JoinRows rows = state.rows();
        due.clear();
        state.left().expire(rows.left(), watermarkMicros, true, true, due);
        due.sort(rows.table());
        state.right().expire(rows.right(), watermarkMicros, false, false, none);
        next = 0;
    }

    @Override
    public boolean next(PairNumbers pairs) {
        pairs.clear();
        int steps = MOST_STEPS;
        for (; next < due.count() && pairs.room() > 0 && steps > 0; next++) {
            int row = due.rowAt(next);
            int group = RememberedSide.groupOf(state.rows().left(), row);
            int partner = RowStore.NO_ROW;
            if (!state.rows().hasNullKey(group)) {
                long time = state.left().timeOf(state.rows().left(), row);
                long best = time - toleranceMicros;
                RowChains chains = state.right().chains();
                for (int other = chains.first(group); other != RowChains.END; other = chains.after(other)) {
                    long otherTime = state.right().timeOf(state.rows().right(), other);
                    if (otherTime <= time && otherTime >= best) {
                        best = otherTime;
                        partner = other;
                    }
                    steps--;
                }
            }
            if (isGiven(partner != RowStore.NO_ROW)) {
                pairs.add(group, row, partner);
            }
        }
        return pairs.count() > 0 || next < due.count();
    }

    private boolean isGiven(boolean hasPartner) {
        return hasPartner ? type != JoinType.ANTI : type.keepsLeft();
    }
}
