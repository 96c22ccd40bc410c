// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.join;

import java.util.Objects;

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

/// What all joins by key do: rows of both sides are gathered with the groups of their keys, and when the batch is over, those that go together
/// are put out, a chunk at a time. Which go together is what the joins differ in.
///
/// Where there are several lanes, each gathers the rows of its own chunks, and joins those of its share of the hash ranges.
abstract class KeyedJoinOperator implements TwoInputOperator, ExchangeOperator {
    private final JoinPlan.Join plan;
    private final Owned owned = new Owned();
    private SideIntake left;
    private SideIntake right;
    private JoinRows batch;
    private @Nullable JoinExchange gathered; // in several lanes
    private PairNumbers pairs;
    private PairColumns result;
    private boolean passing; // the batch is being put out

    /// What a join is opened with.
    ///
    /// @param wanted the columns that are kept
    /// @param layout of what is gathered, and of what a join remembers
    /// @param batch the rows of the batch, once it is over
    record Opening(WantedColumns wanted, JoinRows.Layout layout, JoinRows batch, OperatorContext context,
            Owned owned) {}

    /// @param plan says the keys, and what comes out
    KeyedJoinOperator(JoinPlan.Join plan) {
        this.plan = plan;
    }

    /// The columns to be kept.
    WantedColumns wanted() {
        return new WantedColumns(plan);
    }

    /// Opens what comes behind the gathering of rows; answers the columns of the result.
    abstract PairColumns open(Opening opening);

    /// The rows that are held, of which a refusal tells.
    abstract JoinRows held();

    /// Begins with the rows of a batch, which are all there.
    ///
    /// @param updates how many right rows all lanes together have got in it
    abstract void begin(long watermarkMicros, int updates);

    /// Sets the next pairs to be put out; false if there are no more. There may be none now and more later.
    abstract boolean next(PairNumbers pairs);

    @Override
    public final Meeting meeting() {
        return Meeting.BY_RANGE;
    }

    @Override
    public final void open(OperatorContext context) {
        WantedColumns wanted = wanted();
        left = new SideIntake(plan.left().schema(), plan.leftKeys(), wanted.left(), context, owned);
        right = new SideIntake(plan.right().schema(), plan.rightKeys(), wanted.right(), context, owned);
        JoinRows.Layout layout = new JoinRows.Layout(context.budget(), context.name(),
                plan.leftKeys().stream().map(Bound::type).toList(),
                SideIntake.types(plan.left().schema(), wanted.left()),
                SideIntake.types(plan.right().schema(), wanted.right()));
        batch = owned.add(new JoinRows(layout));
        gathered = context.lanes().isOnly()
                ? null
                : new JoinExchange(layout, KeyedJoinOperator::exchange, context, owned);
        pairs = new PairNumbers(context, owned);
        result = open(new Opening(wanted, layout, batch, context, owned));
    }

    private static JoinExchange exchange(Operator sibling) {
        return Objects.requireNonNull(((KeyedJoinOperator) sibling).gathered);
    }

    private JoinRows filled() {
        return gathered == null ? batch : gathered.current();
    }

    @Override
    public final Progress process(Chunk input, Output output) {
        JoinRows to = filled();
        left.addOrTell(input, to, to.left());
        return Progress.DONE;
    }

    @Override
    public final Progress processSecond(Chunk input, Output output) {
        JoinRows to = filled();
        right.addOrTell(input, to, to.right());
        return Progress.DONE;
    }

    @Override
    public final void freeze(long batchTimeMicros, long watermarkMicros) {
        if (gathered != null) {
            try {
                gathered.freeze();
            } catch (MemoryLimitException refused) {
                throw filled().refusal(refused);
            }
        }
    }

    @Override
    public final Progress endOfBatch(long batchTimeMicros, long watermarkMicros, Output output) {
        try {
            if (!passing) {
                begin(watermarkMicros, meet());
            }
            passing = next(pairs);
        } catch (MemoryLimitException refused) {
            throw held().refusal(refused);
        }
        if (!passing) {
            batch.clear();
            return Progress.DONE;
        }
        if (pairs.count() > 0) {
            output.pass(result.pick(pairs));
        }
        return Progress.MORE;
    }

    /// Takes the rows of this lane's hash ranges from all lanes; answers how many right rows they have.
    private int meet() {
        if (gathered == null) {
            return batch.right().end() - 1;
        }
        int rightRows = gathered.rightRows();
        gathered.mergeInto(batch);
        return rightRows;
    }

    @Override
    public final void close() {
        owned.close();
    }
}
