// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.join;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.tidemill.memory.Chunk;
import io.tidemill.memory.Column;
import io.tidemill.memory.MemoryLimitException;
import io.tidemill.operator.ExchangeOperator;
import io.tidemill.operator.Operator;
import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.Output;
import io.tidemill.operator.Owned;
import io.tidemill.operator.Progress;
import io.tidemill.operator.TwoInputOperator;
import io.tidemill.plan.JoinPlan;
import io.tidemill.plan.JoinType;
import io.tidemill.plan.expr.Bound;
import io.tidemill.state.row.RowStore;
import io.tidemill.state.row.RowsByGroup;

/// Joins the rows of a stream with a table: the last row of each key that the second stream has given, in this batch or before.
///
/// At the end of a batch the table takes all rows of the batch in, then every left row is looked up: so it does not matter how the rows
/// of the two streams came among each other. A table that is given anew as a whole forgets its old rows in a batch that brings new ones.
public final class LookupJoinOperator implements TwoInputOperator, ExchangeOperator {
    private final JoinPlan.LookupJoin plan;
    private final Owned owned = new Owned();
    private SideIntake left;
    private SideIntake right;
    private JoinRows batch;
    private @Nullable JoinExchange gathered; // in several lanes
    private LookupTable table;
    private GroupedSides sides;
    private Column[] keys;
    private PairNumbers pairs;
    private PairColumns result;
    private int place; // of the next group in the output's order
    private int row; // of that group
    private boolean passing; // the batch is being put out

    public LookupJoinOperator(JoinPlan.LookupJoin plan) {
        this.plan = plan;
    }

    @Override
    public Meeting meeting() {
        return Meeting.BY_RANGE;
    }

    @Override
    public void open(OperatorContext context) {
        JoinPlan.Join join = plan.join();
        WantedColumns wanted = new WantedColumns(join);
        left = new SideIntake(join.left().schema(), join.leftKeys(), wanted.left(), context, owned);
        right = new SideIntake(join.right().schema(), join.rightKeys(), wanted.right(), context, owned);
        JoinRows.Layout layout = new JoinRows.Layout(context.budget(), context.name(),
                join.leftKeys().stream().map(Bound::type).toList(),
                SideIntake.types(join.left().schema(), wanted.left()),
                SideIntake.types(join.right().schema(), wanted.right()));
        batch = owned.add(new JoinRows(layout));
        gathered = context.lanes().isOnly()
                ? null
                : new JoinExchange(layout, LookupJoinOperator::exchange, context, owned);
        table = new LookupTable(layout, context, owned);
        sides = new GroupedSides(context, owned);
        keys = new Column[join.leftKeys().size()];
        pairs = new PairNumbers(context, owned);
        result = wanted.ofResult(() -> batch, table::rows, context, owned);
    }

    private static JoinExchange exchange(Operator sibling) {
        return Objects.requireNonNull(((LookupJoinOperator) sibling).gathered);
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
        if (!passing) {
            try {
                begin();
            } catch (MemoryLimitException refused) {
                throw table.rows().refusal(refused);
            }
        }
        pairs.clear();
        fill();
        passing = pairs.count() > 0;
        if (!passing) {
            batch.clear();
            return Progress.DONE;
        }
        output.pass(result.pick(pairs));
        return Progress.MORE;
    }

    private void begin() {
        int updates = gathered == null ? batch.right().end() - 1 : gathered.rightRows();
        if (gathered != null) {
            gathered.mergeInto(batch);
        }
        batch.left().store().show(false);
        batch.right().store().show(false);
        if (plan.isReplaced() && updates > 0) {
            table.clear();
        }
        table.update(batch);
        table.find(batch, keys);
        sides.sort(batch);
        place = 0;
        row = 0;
    }

    private void fill() {
        RowsByGroup rows = sides.left();
        for (; place < sides.groups() && pairs.room() > 0; place++) {
            int group = sides.groupAt(place);
            int found = table.found(group);
            int next = rows.start(group) + row;
            if (isGiven(found != RowStore.NO_ROW)) {
                for (; next < rows.end(group) && pairs.room() > 0; next++) {
                    pairs.add(group, rows.rowAt(next), found);
                }
                row = next - rows.start(group);
                if (next < rows.end(group)) {
                    return;
                }
            }
            row = 0;
        }
    }

    private boolean isGiven(boolean isFound) {
        JoinType type = plan.join().type();
        return isFound ? type != JoinType.ANTI : type.keepsLeft();
    }

    @Override
    public void close() {
        owned.close();
    }
}
