// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.join;

import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.tidemill.memory.Chunk;
import io.tidemill.memory.MemoryLimitException;
import io.tidemill.memory.Type;
import io.tidemill.operator.ExchangeOperator;
import io.tidemill.operator.Operator;
import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.Output;
import io.tidemill.operator.Owned;
import io.tidemill.operator.Progress;
import io.tidemill.operator.TwoInputOperator;
import io.tidemill.plan.JoinPlan;
import io.tidemill.plan.expr.Bound;

/// Joins the rows of two streams whose keys are equal, batch by batch: when the batch is over, and all its rows are there.
///
/// Where there are several lanes, each gathers the rows of its own chunks, and joins those of its share of the hash ranges.
public final class JoinOperator implements TwoInputOperator, ExchangeOperator {
    private final JoinPlan.Join plan;
    private final Owned owned = new Owned();
    private SideIntake left;
    private SideIntake right;
    private JoinRows rows;
    private @Nullable JoinExchange gathered; // in several lanes
    private Pairing pairing;
    private PairNumbers pairs;
    private PairColumns result;
    private boolean passing; // the batch is being put out

    public JoinOperator(JoinPlan.Join plan) {
        this.plan = plan;
    }

    @Override
    public Meeting meeting() {
        return Meeting.BY_RANGE;
    }

    @Override
    public void open(OperatorContext context) {
        WantedColumns wanted = new WantedColumns(plan);
        left = new SideIntake(plan.left().schema(), plan.leftKeys(), wanted.left(), context, owned);
        right = new SideIntake(plan.right().schema(), plan.rightKeys(), wanted.right(), context, owned);
        List<Type> keys = plan.leftKeys().stream().map(Bound::type).toList();
        JoinRows.Layout layout = new JoinRows.Layout(context.budget(), context.name(), keys,
                SideIntake.types(plan.left().schema(), wanted.left()),
                SideIntake.types(plan.right().schema(), wanted.right()));
        rows = owned.add(new JoinRows(layout));
        gathered = context.lanes().isOnly() ? null : new JoinExchange(layout, JoinOperator::exchange, context, owned);
        pairs = new PairNumbers(context, owned);
        GroupedSides sides = new GroupedSides(context, owned);
        pairing = plan.condition()
                .<Pairing>map(condition -> new ConditionalPairing(plan.type(), rows,
                        new PairCondition(condition, wanted.ofCondition(() -> rows, context, owned), context, owned),
                        sides,
                        context, owned))
                .orElseGet(() -> new EqualPairing(plan.type(), rows, sides));
        result = wanted.ofResult(() -> rows, context, owned);
    }

    private static JoinExchange exchange(Operator sibling) {
        return Objects.requireNonNull(((JoinOperator) sibling).gathered);
    }

    private JoinRows filled() {
        return gathered == null ? rows : gathered.current();
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
            try {
                gathered.freeze();
            } catch (MemoryLimitException refused) {
                throw filled().refusal(refused);
            }
        }
    }

    @Override
    public Progress endOfBatch(long batchTimeMicros, long watermarkMicros, Output output) {
        if (!passing) {
            try {
                begin();
            } catch (MemoryLimitException refused) {
                throw rows.refusal(refused);
            }
        }
        passing = pairing.next(pairs);
        if (!passing) {
            rows.clear();
            return Progress.DONE;
        }
        if (pairs.count() > 0) {
            output.pass(result.pick(pairs));
        }
        return Progress.MORE;
    }

    private void begin() {
        if (gathered != null) {
            gathered.mergeInto(rows);
        }
        rows.left().store().show(plan.type().keepsRight());
        rows.right().store().show(plan.type().keepsLeft());
        pairing.begin();
    }

    @Override
    public void close() {
        owned.close();
    }
}
