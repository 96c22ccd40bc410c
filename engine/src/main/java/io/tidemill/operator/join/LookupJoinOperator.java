// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.join;

import io.tidemill.memory.Column;
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
    private int place; // of the next group in the output's order
    private int row; // of that group

    public LookupJoinOperator(JoinPlan.LookupJoin plan) {
        super(plan.join());
        this.plan = plan;
        this.keys = new Column[plan.join().leftKeys().size()];
    }

    @Override
    PairColumns open(Opening opening) {
        batch = opening.batch();
        table = new LookupTable(opening.layout(), opening.context(), opening.owned());
        sides = new GroupedSides(opening.context(), opening.owned());
        return opening.wanted().ofResult(() -> batch, table::rows, opening.context(), opening.owned());
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
                    return true;
                }
            }
            row = 0;
        }
        return pairs.count() > 0;
    }

    private boolean isGiven(boolean isFound) {
        JoinType type = plan.join().type();
        return isFound ? type != JoinType.ANTI : type.keepsLeft();
    }
}
