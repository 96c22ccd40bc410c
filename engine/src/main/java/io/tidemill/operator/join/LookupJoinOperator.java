// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.join;

import java.util.Optional;

import io.tidemill.memory.Column;
import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.Owned;
import io.tidemill.plan.JoinPlan;
import io.tidemill.plan.JoinType;
import io.tidemill.state.row.RowStore;
import io.tidemill.state.row.RowsByGroup;

/// Joins the rows of a stream with a table: the last row of each key that the second stream has given, in this batch or before.
///
/// At the end of a batch the table takes all rows of the batch in, then every left row is looked up: so it does not matter how the rows
/// of the two streams came among each other. A table that is given anew as a whole forgets its old rows in a batch that brings new ones.
public final class LookupJoinOperator extends KeyedJoinOperator {
    private final JoinPlan.LookupJoin plan;
    private final Column[] keys;
    private JoinRows batch;
    private LookupTable table;
    private GroupedSides sides;
    private Optional<PairCondition> condition = Optional.empty();
    private PairNumbers matches; // that are judged by the condition
    private int place; // of the next group in the output's order
    private int row; // of that group

    public LookupJoinOperator(JoinPlan.LookupJoin plan) {
        super(plan.join());
        this.plan = plan;
        this.keys = new Column[plan.join().leftKeys().size()];
    }

    @Override
    PairColumns open(Opening opening) {
        OperatorContext context = opening.context();
        Owned owned = opening.owned();
        batch = opening.batch();
        table = new LookupTable(opening.layout(), context, owned);
        sides = new GroupedSides(context, owned);
        condition = plan.join()
                .condition()
                .map(bound -> new PairCondition(bound,
                        opening.wanted().ofCondition(() -> batch, table::rows, context, owned), context, owned));
        matches = new PairNumbers(context, owned);
        return opening.wanted().ofResult(() -> batch, table::rows, context, owned);
    }

    @Override
    JoinRows held() {
        return table.rows();
    }

    @Override
    void begin(long watermarkMicros, int updates) {
        batch.show();
        if (plan.isReplaced() && updates > 0) {
            table.clear();
        }
        table.update(batch);
        table.find(batch, keys);
        sides.sort(batch);
        place = 0;
        row = 0;
    }

    @Override
    boolean next(PairNumbers pairs) {
        pairs.clear();
        addRows(pairs);
        boolean isMore = pairs.count() > 0;
        if (condition.isPresent()) {
            dropFailing(pairs, condition.get());
        }
        int kept = 0;
        for (int i = 0; i < pairs.count(); i++) {
            pairs.move(i, kept);
            kept += isGiven(pairs.rightAt(i) != RowStore.NO_ROW) ? 1 : 0;
        }
        pairs.shorten(kept);
        return isMore;
    }

    /// Adds each left row, with the row of the table or with none.
    private void addRows(PairNumbers pairs) {
        RowsByGroup rows = sides.left();
        for (; place < sides.groups() && pairs.room() > 0; place++) {
            int group = sides.groupAt(place);
            int found = table.found(group);
            int next = rows.start(group) + row;
            for (; next < rows.end(group) && pairs.room() > 0; next++) {
                pairs.add(group, rows.rowAt(next), found);
            }
            row = next - rows.start(group);
            if (next < rows.end(group)) {
                return;
            }
            row = 0;
        }
    }

    /// Takes from left rows the row of the table that the condition is not true of. Each left row is there once.
    private void dropFailing(PairNumbers pairs, PairCondition fulfilled) {
        matches.clear();
        for (int i = 0; i < pairs.count(); i++) {
            if (pairs.rightAt(i) != RowStore.NO_ROW) {
                matches.add(pairs.groupAt(i), pairs.leftAt(i), pairs.rightAt(i));
            }
        }
        fulfilled.keep(matches);
        int match = 0;
        for (int i = 0; i < pairs.count(); i++) {
            if (match < matches.count() && matches.leftAt(match) == pairs.leftAt(i)) {
                match++;
            } else {
                pairs.setRight(i, RowStore.NO_ROW);
            }
        }
    }

    private boolean isGiven(boolean isFound) {
        JoinType type = plan.join().type();
        return isFound ? type != JoinType.ANTI : type.keepsLeft();
    }
}
