// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.join;

import io.tidemill.plan.JoinType;
import io.tidemill.state.row.RowStore;
import io.tidemill.state.row.RowsByGroup;

/// Pairs all left rows of a group with all right rows of it: equal keys are all that a match takes.
///
/// A group whose rows match gives its pairs, or its left rows once each; one whose rows do not gives those that are kept all the same. So a
/// group is a table of `height` left rows by `width` right rows, of which a cursor knows the next cell.
final class EqualPairing implements Pairing {
    private final JoinType type;
    private final JoinRows rows;
    private final GroupedSides sides;
    private int place; // of the group in the output's order
    private boolean secondPart; // the right rows of a group without matches
    private int row; // of the group, on the side that goes first
    private int column;

    EqualPairing(JoinType type, JoinRows rows, GroupedSides sides) {
        this.type = type;
        this.rows = rows;
        this.sides = sides;
    }

    @Override
    public void begin() {
        sides.sort(rows);
        place = 0;
        secondPart = false;
        row = 0;
        column = 0;
    }

    @Override
    public boolean next(PairNumbers pairs) {
        pairs.clear();
        while (place < sides.groups() && pairs.room() > 0) {
            int group = sides.groupAt(place);
            boolean matches = !sides.left().isEmpty(group) && !sides.right().isEmpty(group)
                    && !rows.hasNullKey(group);
            boolean done = matches ? addMatches(group, pairs) : addRest(group, pairs);
            if (done) {
                place++;
                row = 0;
                column = 0;
                secondPart = false;
            }
        }
        return pairs.count() > 0;
    }

    /// How many groups are done with, in the output's order.
    int place() {
        return place;
    }

    private boolean addMatches(int group, PairNumbers pairs) {
        if (type.givesPairs()) {
            return addPairs(group, pairs);
        }
        return type != JoinType.SEMI || addLeft(group, pairs);
    }

    private boolean addPairs(int group, PairNumbers pairs) {
        RowsByGroup left = sides.left();
        RowsByGroup right = sides.right();
        int height = left.end(group) - left.start(group);
        int width = right.end(group) - right.start(group);
        while (row < height && pairs.room() > 0) {
            int some = Math.min(width - column, pairs.room());
            pairs.add(group, left.rowAt(left.start(group) + row), right.addressOf(right.start(group) + column), some);
            column += some;
            if (column == width) {
                column = 0;
                row++;
            }
        }
        return row == height;
    }

    /// Rows of a group without matches.
    private boolean addRest(int group, PairNumbers pairs) {
        if (!secondPart) {
            if (type.keepsLeft() && !addLeft(group, pairs)) {
                return false;
            }
            secondPart = true;
            row = 0;
        }
        return !type.keepsRight() || addRight(group, pairs);
    }

    private boolean addLeft(int group, PairNumbers pairs) {
        RowsByGroup left = sides.left();
        int end = left.end(group);
        int next = left.start(group) + row;
        for (; next < end && pairs.room() > 0; next++, row++) {
            pairs.add(group, left.rowAt(next), RowStore.NO_ROW);
        }
        return next == end;
    }

    private boolean addRight(int group, PairNumbers pairs) {
        RowsByGroup right = sides.right();
        int end = right.end(group);
        int next = right.start(group) + row;
        for (; next < end && pairs.room() > 0; next++, row++) {
            pairs.add(group, RowStore.NO_ROW, right.rowAt(next));
        }
        return next == end;
    }
}
