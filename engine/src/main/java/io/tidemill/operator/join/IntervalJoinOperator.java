// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.join;

import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.tidemill.memory.Chunk;
import io.tidemill.memory.MemoryLimitException;
import io.tidemill.operator.ExchangeOperator;
import io.tidemill.operator.Operator;
import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.Output;
import io.tidemill.operator.Owned;
import io.tidemill.operator.Progress;
import io.tidemill.operator.TwoInputOperator;
import io.tidemill.plan.JoinPlan;
import io.tidemill.plan.expr.Bound;

/// Joins rows of two streams whose keys are equal and whose event times are near, whatever batches they came in.
///
/// Or (ASOF) each left row with the latest right row only, that is not later than it.
///
/// At the end of a batch its rows meet each other and all that came before. A row is remembered until the watermark says that no partner
/// of it can come any more; if it had none by then, it is given alone where the join wants that.
public final class IntervalJoinOperator implements TwoInputOperator, ExchangeOperator {
    private final JoinPlan.IntervalJoin plan;
    private final Owned owned = new Owned();
    private SideIntake left;
    private SideIntake right;
    private JoinRows batch;
    private @Nullable JoinExchange gathered; // in several lanes
    private IntervalState state;
    private IntervalArrivals arrivals;
    private NearPairing pairing;
    private PairNumbers pairs;
    private PairColumns result;
    private boolean passing; // the batch is being put out

    public IntervalJoinOperator(JoinPlan.IntervalJoin plan) {
        this.plan = plan;
    }

    @Override
    public Meeting meeting() {
        return Meeting.BY_RANGE;
    }

    @Override
    public void open(OperatorContext context) {
        JoinPlan.Join join = plan.join();
        WantedColumns wanted = new WantedColumns(join).withTimes(plan.leftTime(), plan.rightTime());
        left = new SideIntake(join.left().schema(), join.leftKeys(), wanted.left(), context, owned);
        right = new SideIntake(join.right().schema(), join.rightKeys(), wanted.right(), context, owned);
        JoinRows.Layout layout = new JoinRows.Layout(context.budget(), context.name(),
                join.leftKeys().stream().map(Bound::type).toList(),
                SideIntake.types(join.left().schema(), wanted.left()),
                SideIntake.types(join.right().schema(), wanted.right()));
        batch = owned.add(new JoinRows(layout));
        gathered = context.lanes().isOnly()
                ? null
                : new JoinExchange(layout, IntervalJoinOperator::exchange, context, owned);
        int leftTime = wanted.keptLeft(plan.leftTime());
        int rightTime = wanted.keptRight(plan.rightTime());
        String what = "what is remembered by " + context.name();
        state = new IntervalState(layout,
                new IntervalSide(context.budget(), what, leftTime, plan.afterMicros()),
                new IntervalSide(context.budget(), what, rightTime, plan.beforeMicros()), context, owned);
        arrivals = new IntervalArrivals(state, leftTime, rightTime, context, owned);
        pairs = new PairNumbers(context, owned);
        Optional<PairCondition> condition = join.condition()
                .map(bound -> new PairCondition(bound, wanted.ofCondition(state::rows, context, owned), context,
                        owned));
        pairing = plan.latestOnly()
                ? new AsofPairing(join.type(), plan.beforeMicros(), state, context.budget(), context.name(), owned)
                : new IntervalPairing(join.type(), plan.beforeMicros(), plan.afterMicros(), state, condition,
                        context.budget(), context.name(), owned);
        result = wanted.ofResult(state::rows, context, owned);
    }

    private static JoinExchange exchange(Operator sibling) {
        return Objects.requireNonNull(((IntervalJoinOperator) sibling).gathered);
    }

    private JoinRows filled() {
        return gathered == null ? batch : gathered.current();
    }

    @Override
    public Progress process(Chunk input, Output output) {
        JoinRows to = filled();
        left.addOrTell(input, to, to.left());
        return Progress.DONE;
    }

    @Override
    public Progress processSecond(Chunk input, Output output) {
        JoinRows to = filled();
        right.addOrTell(input, to, to.right());
        return Progress.DONE;
    }

    @Override
    public void freeze(long batchTimeMicros, long watermarkMicros) {
        if (gathered != null) {
            gathered.freeze();
        }
    }

    @Override
    public Progress endOfBatch(long batchTimeMicros, long watermarkMicros, Output output) {
        try {
            if (!passing) {
                begin(watermarkMicros);
            }
            passing = pairing.next(pairs);
        } catch (MemoryLimitException refused) {
            throw state.rows().refusal(refused);
        }
        if (!passing) {
            return Progress.DONE;
        }
        if (pairs.count() > 0) {
            output.pass(result.pick(pairs));
        }
        return Progress.MORE;
    }

    private void begin(long watermarkMicros) {
        if (gathered != null) {
            gathered.mergeInto(batch);
        }
        batch.left().store().show(false);
        batch.right().store().show(false);
        state.shrink();
        arrivals.take(batch, watermarkMicros);
        batch.clear();
        pairing.begin(watermarkMicros);
    }

    @Override
    public void close() {
        owned.close();
    }
}
