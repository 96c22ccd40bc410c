// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.join;

import io.tidemill.memory.Memory;
import io.tidemill.operator.OperatorContext;
import io.tidemill.operator.Owned;
import io.tidemill.state.row.RowStore;

/// The numbers of rows that go together, at most a chunk of them: a left row, a right row, and their group. One of the rows may be
/// [RowStore#NO_ROW].
final class PairNumbers {
    private final int capacity;
    private final long left;
    private final long right;
    private final long groups;
    private int count;

    PairNumbers(OperatorContext context, Owned owned) {
        capacity = context.chunkRows();
        left = owned.allocate(context, "numbers of pairs", 12L * capacity);
        right = left + 4L * capacity;
        groups = right + 4L * capacity;
    }

    void clear() {
        count = 0;
    }

    int count() {
        return count;
    }

    /// How many more have room.
    int room() {
        return capacity - count;
    }

    /// Where the left rows' numbers are, as int32.
    long left() {
        return left;
    }

    long right() {
        return right;
    }

    long groups() {
        return groups;
    }

    /// Adds a left row with each of some right rows.
    ///
    /// @param rightRows their numbers, as int32
    void add(int group, int leftRow, long rightRows, int some) {
        for (int i = 0; i < some; i++) {
            add(group, leftRow, Memory.intAt(rightRows + 4L * i));
        }
    }

    void add(int group, int leftRow, int rightRow) {
        long at = 4L * count++;
        Memory.putInt(left + at, leftRow);
        Memory.putInt(right + at, rightRow);
        Memory.putInt(groups + at, group);
    }

    int leftAt(int pair) {
        return Memory.intAt(left + 4L * pair);
    }

    int rightAt(int pair) {
        return Memory.intAt(right + 4L * pair);
    }

    /// Gives a pair another right row.
    void setRight(int pair, int rightRow) {
        Memory.putInt(right + 4L * pair, rightRow);
    }

    int groupAt(int pair) {
        return Memory.intAt(groups + 4L * pair);
    }

    /// Keeps only some pairs.
    ///
    /// @param which their ascending int32 numbers
    void keep(long which, int kept) {
        for (int i = 0; i < kept; i++) {
            move(Memory.intAt(which + 4L * i), i);
        }
        count = kept;
    }

    /// Puts a pair to the place of another.
    void move(int pair, int to) {
        long from = 4L * pair;
        long target = 4L * to;
        Memory.putInt(left + target, Memory.intAt(left + from));
        Memory.putInt(right + target, Memory.intAt(right + from));
        Memory.putInt(groups + target, Memory.intAt(groups + from));
    }

    /// Forgets pairs behind the first ones.
    void shorten(int kept) {
        count = kept;
    }
}
