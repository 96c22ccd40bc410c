// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.join;

import java.util.Optional;

import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.Owned;
import io.tidemill.plan.JoinType;
import io.tidemill.state.row.RowStore;
import io.tidemill.state.row.TimedChains;

/// Pairs each left row with the latest right row of its key that is not later than it: when the watermark has passed the left row, so that
/// none can come any more. Of right rows of one time the one that came last is taken.
///
/// With a condition it is the latest of those that fulfil it: all that are near enough are judged, a chunk at a time.
final class AsofPairing implements NearPairing {
    private final JoinType type;
    private final long toleranceMicros;
    private final RememberedRows<IntervalSide> state;
    private final RangeOrder due; // left rows that the watermark has passed
    private final RangeOrder none;
    private final Optional<PairCondition> condition;
    private final PairNumbers candidates; // that the condition is asked of
    private int next; // row that is due
    private int candidate; // of it, that is looked at next, or the end
    private boolean hasCandidate; // whether `candidate` is set
    private int best; // of those of the row at hand that were judged
    private long bestMicros;

    /// @param toleranceMicros how much earlier than a left row a right one may be
    AsofPairing(JoinType type, long toleranceMicros, RememberedRows<IntervalSide> state,
            Optional<PairCondition> condition, OperatorContext context, Owned owned) {
        this.type = type;
        this.toleranceMicros = toleranceMicros;
        this.state = state;
        this.condition = condition;
        String what = "rows that are due of " + context.name();
        due = owned.add(new RangeOrder(context.budget(), what));
        none = owned.add(new RangeOrder(context.budget(), what));
        candidates = new PairNumbers(context, owned);
    }

    @Override
    public void begin(long watermarkMicros) {
        JoinRows rows = state.rows();
        due.clear();
        state.left().expire(rows.left(), watermarkMicros, true, true, due);
        due.sort(rows.table());
        state.right().expire(rows.right(), watermarkMicros, false, false, none);
        next = 0;
        hasCandidate = false;
        forgetBest();
    }

    @Override
    public boolean next(PairNumbers pairs) {
        pairs.clear();
        if (condition.isPresent()) {
            addLatestOf(condition.get(), pairs);
        } else {
            addLatest(pairs);
        }
        return pairs.count() > 0 || next < due.count();
    }

    private void addLatest(PairNumbers pairs) {
        TimedChains rights = state.right().chains();
        for (; next < due.count() && pairs.room() > 0; next++) {
            int row = due.rowAt(next);
            int group = RememberedSide.groupOf(state.rows().left(), row);
            long time = state.left().chains().timeOf(row);
            int latest = state.rows().hasNullKey(group) ? TimedChains.END : rights.lastUntil(group, time);
            boolean isNear = latest != TimedChains.END && rights.timeOf(latest) >= Reach.before(time, toleranceMicros);
            add(group, row, isNear ? latest : RowStore.NO_ROW, pairs);
        }
    }

    private void addLatestOf(PairCondition wanted, PairNumbers pairs) {
        int first = next;
        candidates.clear();
        for (int steps = MOST_STEPS; next < due.count() && next - first < pairs.room() && steps > 0;) {
            steps -= addCandidates(due.rowAt(next), steps);
            if (candidate != TimedChains.END) {
                break; // of the room, or of the steps
            }
            next++;
            hasCandidate = false;
        }
        wanted.keep(candidates);
        int judged = 0;
        for (int done = first; done < next; done++) {
            int row = due.rowAt(done);
            judged = takeBest(row, judged);
            add(RememberedSide.groupOf(state.rows().left(), row), row, best, pairs);
            forgetBest();
        }
        if (hasCandidate) {
            takeBest(due.rowAt(next), judged);
        }
    }

    private void forgetBest() {
        best = RowStore.NO_ROW;
        bestMicros = Long.MIN_VALUE;
    }

    /// Goes on with the right rows that are near enough to a left one; answers how many rows were looked at.
    private int addCandidates(int row, int most) {
        TimedChains rights = state.right().chains();
        int group = RememberedSide.groupOf(state.rows().left(), row);
        long time = state.left().chains().timeOf(row);
        if (!hasCandidate) {
            candidate = state.rows().hasNullKey(group)
                    ? TimedChains.END
                    : rights.firstFrom(group, Reach.before(time, toleranceMicros));
            hasCandidate = true;
        }
        int steps = 0;
        for (; candidate != TimedChains.END && steps < most && candidates.room() > 0; steps++) {
            boolean isNear = rights.timeOf(candidate) <= time;
            if (isNear) {
                candidates.add(group, row, candidate);
            }
            candidate = isNear ? rights.after(candidate) : TimedChains.END;
        }
        return steps + 1;
    }

    /// Looks for the latest of the candidates of a left row, from one on; answers the first that is of another row.
    private int takeBest(int row, int from) {
        int index = from;
        for (; index < candidates.count() && candidates.leftAt(index) == row; index++) {
            int other = candidates.rightAt(index);
            long otherTime = state.right().chains().timeOf(other);
            if (otherTime >= bestMicros) {
                bestMicros = otherTime;
                best = other;
            }
        }
        return index;
    }

    private void add(int group, int row, int partner, PairNumbers pairs) {
        if (isGiven(partner != RowStore.NO_ROW)) {
            pairs.add(group, row, partner);
        }
    }

    private boolean isGiven(boolean hasPartner) {
        return hasPartner ? type != JoinType.ANTI : type.keepsLeft();
    }
}
