// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.join;

import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.Owned;
import io.tidemill.operator.window.Lateness;
import io.tidemill.plan.JoinPlan;

/// Joins the rows of two streams whose keys are equal and whose event times are in the same window, whatever batches they came in.
///
/// Rows are remembered by the slice of time that they are in. When the watermark closes a window, its rows are put together and joined like
/// those of a batch: once, so a row without a match is known for one. Rows that no open window wants are forgotten.
public final class WindowJoinOperator extends KeyedJoinOperator {
    private final JoinPlan.WindowJoin plan;
    private final Lateness lateness;
    private JoinRows batch;
    private RememberedRows<WindowSide> state;
    private TimedArrivals arrivals;
    private JoinRows window; // the rows of the one that is put out
    private PickedRows picked;
    private Pairing pairing;
    private boolean firing; // a window is being put out
    private long nextWindow = Long.MIN_VALUE; // that may be put out
    private long endWindow; // exclusive, at this tick
    private long goneBeforeMicros; // from the end of this tick on

    public WindowJoinOperator(JoinPlan.WindowJoin plan) {
        super(plan.join());
        this.plan = plan;
        this.lateness = Lateness.of(plan.window());
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
        state = new RememberedRows<>(opening.layout(), new WindowSide(context.budget(), what, leftTime, lateness),
                new WindowSide(context.budget(), what, rightTime, lateness), context, owned);
        arrivals = new TimedArrivals(state, lateness::lateBeforeMicros, leftTime, rightTime, context, owned);
        window = owned.add(new JoinRows(opening.layout()));
        picked = new PickedRows((groups, count) -> window.table().assign(state.rows().table(), groups, count, groups),
                context, owned);
        pairing = Pairing.of(plan.join(), window, wanted, context, owned);
        return wanted.ofResult(() -> window, context, owned);
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
        endWindow = lateness.firstKept(watermarkMicros);
        goneBeforeMicros = lateness.lateBeforeMicros(watermarkMicros);
    }

    @Override
    boolean next(PairNumbers pairs) {
        pairs.clear();
        if (!firing) {
            firing = fire();
            return firing;
        }
        firing = pairing.next(pairs);
        return true;
    }

    /// Goes on to the next window with rows that is closed by now; false if there is none.
    private boolean fire() {
        window.clear();
        long firstSlice = lateness.firstSliceOf(nextWindow);
        long slice = Math.min(state.left().firstFrom(firstSlice), state.right().firstFrom(firstSlice));
        long due = Math.max(nextWindow, slice);
        if (slice == WindowSide.NONE || due >= endWindow) {
            nextWindow = Math.max(nextWindow, endWindow);
            state.left().forget(state.rows().left(), goneBeforeMicros);
            state.right().forget(state.rows().right(), goneBeforeMicros);
            return false;
        }
        long oldest = lateness.firstSliceOf(due);
        state.left().copy(oldest, due, state.rows().left(), window.left(), picked);
        state.right().copy(oldest, due, state.rows().right(), window.right(), picked);
        window.show(plan.join().type());
        pairing.begin();
        nextWindow = due + 1;
        return true;
    }
}
