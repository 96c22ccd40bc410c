// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.join;

import java.util.Optional;

import io.tidemill.memory.MemoryBudget;
import io.tidemill.operator.Owned;
import io.tidemill.plan.JoinType;
import io.tidemill.state.row.KeyedRows;
import io.tidemill.state.row.RowStore;
import io.tidemill.state.row.TimedChains;

/// Which rows that have come go with which that are there, a chunk at a time; then the rows that are over without a match.
///
/// A new left row meets all near right rows of its key, a new right row the left ones that were there before: so two new ones meet once.
/// The partners of a row come in the order of their times.
final class IntervalPairing implements NearPairing {
    private final JoinType type;
    private final long beforeMicros;
    private final long afterMicros;
    private final RememberedRows<IntervalSide> state;
    private final Optional<PairCondition> condition;
    private final RangeOrder added;
    private final RangeOrder lonely;
    private long watermarkMicros;
    private boolean expired; // by the watermark of this tick
    private int next; // row that was added, or that is lonely
    private int partner; // that it meets next, or the end
    private boolean hasPartner; // whether `partner` is set

    /// @param beforeMicros how much earlier than a left row a right one may be
    /// @param afterMicros how much later
    IntervalPairing(JoinType type, long beforeMicros, long afterMicros, RememberedRows<IntervalSide> state,
            Optional<PairCondition> condition, MemoryBudget budget, String operator, Owned owned) {
        this.type = type;
        this.beforeMicros = beforeMicros;
        this.afterMicros = afterMicros;
        this.state = state;
        this.condition = condition;
        added = owned.add(new RangeOrder(budget, "new rows of " + operator));
        lonely = owned.add(new RangeOrder(budget, "rows without a match of " + operator));
    }

    @Override
    public void begin(long watermark) {
        JoinRows rows = state.rows();
        added.clear();
        add(rows.left(), state.left(), true);
        add(rows.right(), state.right(), false);
        added.sort(rows.table());
        watermarkMicros = watermark;
        expired = false;
        next = 0;
        hasPartner = false;
    }

    private void add(KeyedRows rows, IntervalSide side, boolean isLeft) {
        for (int row = side.firstNew(); row < rows.end(); row++) {
            added.add(isLeft, row, RememberedSide.groupOf(rows, row));
        }
    }

    @Override
    public boolean next(PairNumbers pairs) {
        pairs.clear();
        if (next < added.count() && !expired) {
            addMatches(pairs);
            if (condition.isPresent()) {
                condition.get().keep(pairs);
            }
            keepWanted(pairs);
            return true;
        }
        if (!expired) {
            expire();
        }
        for (; next < lonely.count() && pairs.room() > 0; next++) {
            addLonely(lonely.isLeftAt(next), lonely.rowAt(next), pairs);
        }
        return pairs.count() > 0;
    }

    private void addMatches(PairNumbers pairs) {
        int steps = MOST_STEPS;
        while (next < added.count() && pairs.room() > 0 && steps > 0) {
            boolean isLeft = added.isLeftAt(next);
            steps -= isLeft ? meetRight(added.rowAt(next), steps, pairs) : meetLeft(added.rowAt(next), steps, pairs);
            if (partner == TimedChains.END) {
                next++;
                hasPartner = false;
            }
        }
    }

    /// Answers how many rows were looked at.
    private int meetRight(int row, int most, PairNumbers pairs) {
        TimedChains rights = state.right().chains();
        int group = RememberedSide.groupOf(state.rows().left(), row);
        long time = state.left().chains().timeOf(row);
        long latest = Reach.behind(time, afterMicros);
        startAt(rights, group, Reach.before(time, beforeMicros));
        int steps = 0;
        for (; partner != TimedChains.END && steps < most && pairs.room() > 0; steps++) {
            boolean isNear = rights.timeOf(partner) <= latest;
            if (isNear) {
                pairs.add(group, row, partner);
            }
            partner = isNear ? rights.after(partner) : TimedChains.END;
        }
        return steps + 1;
    }

    private int meetLeft(int row, int most, PairNumbers pairs) {
        TimedChains lefts = state.left().chains();
        int group = RememberedSide.groupOf(state.rows().right(), row);
        long time = state.right().chains().timeOf(row);
        long latest = Reach.behind(time, beforeMicros);
        startAt(lefts, group, Reach.before(time, afterMicros));
        int steps = 0;
        for (; partner != TimedChains.END && steps < most && pairs.room() > 0; steps++) {
            boolean isNear = lefts.timeOf(partner) <= latest;
            if (isNear && partner < state.left().firstNew()) {
                pairs.add(group, partner, row);
            }
            partner = isNear ? lefts.after(partner) : TimedChains.END;
        }
        return steps + 1;
    }

    private void startAt(TimedChains chains, int group, long earliestMicros) {
        if (!hasPartner) {
            partner = state.rows().hasNullKey(group) ? TimedChains.END : chains.firstFrom(group, earliestMicros);
            hasPartner = true;
        }
    }

    /// Marks the rows that have met, and leaves of the pairs what the join gives.
    private void keepWanted(PairNumbers pairs) {
        int kept = 0;
        for (int i = 0; i < pairs.count(); i++) {
            int leftRow = pairs.leftAt(i);
            boolean isWanted = type != JoinType.SEMI || !state.left().matched().isSet(leftRow);
            state.left().matched().set(leftRow);
            state.right().matched().set(pairs.rightAt(i));
            pairs.move(i, kept);
            kept += isWanted ? 1 : 0;
        }
        pairs.shorten(type == JoinType.ANTI ? 0 : kept);
    }

    private void expire() {
        JoinRows rows = state.rows();
        lonely.clear();
        state.left().expire(rows.left(), watermarkMicros, true, type.keepsLeft(), lonely);
        state.right().expire(rows.right(), watermarkMicros, false, type.keepsRight(), lonely);
        lonely.sort(rows.table());
        expired = true;
        next = 0;
    }

    private void addLonely(boolean isLeft, int row, PairNumbers pairs) {
        JoinRows rows = state.rows();
        if (isLeft) {
            pairs.add(RememberedSide.groupOf(rows.left(), row), row, RowStore.NO_ROW);
        } else {
            pairs.add(RememberedSide.groupOf(rows.right(), row), RowStore.NO_ROW, row);
        }
    }
}
