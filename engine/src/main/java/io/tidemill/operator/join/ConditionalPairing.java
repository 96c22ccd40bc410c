// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.join;

import io.tidemill.memory.table.GrowableBits;
import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.Owned;
import io.tidemill.plan.JoinType;
import io.tidemill.state.row.RowStore;
import io.tidemill.state.row.RowsByGroup;

/// Pairs rows with equal keys that fulfil a condition besides.
///
/// All pairs of a group are candidates: a chunk of them is judged at once, and the rows that have a match are marked. Behind a chunk come
/// the rows, of the groups that ended in it, that are given for having a match or having none.
final class ConditionalPairing implements Pairing {
    private final JoinType type;
    private final JoinRows rows;
    private final EqualPairing candidates;
    private final GroupedSides sides;
    private final PairCondition condition;
    private final GrowableBits leftMatches; // whether a row has a match, by its number
    private final GrowableBits rightMatches;
    private int place; // of the first group whose single rows have not been given
    private int row; // of them, the left ones first

    ConditionalPairing(JoinType type, JoinRows rows, PairCondition condition, GroupedSides sides,
            OperatorContext context, Owned owned) {
        this.type = type;
        this.rows = rows;
        this.condition = condition;
        this.sides = sides;
        this.candidates = new EqualPairing(JoinType.INNER, rows, sides);
        this.leftMatches = owned.add(GrowableBits.of(context.budget(), "matches of " + context.name()));
        this.rightMatches = owned.add(GrowableBits.of(context.budget(), "matches of " + context.name()));
    }

    @Override
    public void begin() {
        candidates.begin();
        leftMatches.clear();
        leftMatches.append(false, rows.left().end());
        rightMatches.clear();
        rightMatches.append(false, rows.right().end());
        place = 0;
        row = 0;
    }

    @Override
    public boolean next(PairNumbers pairs) {
        pairs.clear();
        addSingles(pairs);
        if (pairs.count() > 0) {
            return true;
        }
        if (!candidates.next(pairs)) {
            return place < sides.groups();
        }
        condition.keep(pairs);
        for (int i = 0; i < pairs.count(); i++) {
            leftMatches.set(pairs.leftAt(i));
            rightMatches.set(pairs.rightAt(i));
        }
        if (!type.givesPairs()) {
            pairs.clear();
        }
        return true;
    }

    /// Adds rows of groups all of whose candidates have been judged.
    private void addSingles(PairNumbers pairs) {
        int judged = candidates.place();
        while (place < judged && pairs.room() > 0) {
            int group = sides.groupAt(place);
            RowsByGroup left = sides.left();
            RowsByGroup right = sides.right();
            int leftRows = left.end(group) - left.start(group);
            int allRows = leftRows + right.end(group) - right.start(group);
            for (; row < allRows && pairs.room() > 0; row++) {
                if (row < leftRows) {
                    addLeft(group, left.rowAt(left.start(group) + row), pairs);
                } else {
                    addRight(group, right.rowAt(right.start(group) + row - leftRows), pairs);
                }
            }
            if (row == allRows) {
                place++;
                row = 0;
            }
        }
    }

    private void addLeft(int group, int leftRow, PairNumbers pairs) {
        boolean isGiven = leftMatches.isSet(leftRow) ? type == JoinType.SEMI : type.keepsLeft();
        if (isGiven) {
            pairs.add(group, leftRow, RowStore.NO_ROW);
        }
    }

    private void addRight(int group, int rightRow, PairNumbers pairs) {
        if (type.keepsRight() && !rightMatches.isSet(rightRow)) {
            pairs.add(group, RowStore.NO_ROW, rightRow);
        }
    }
}
