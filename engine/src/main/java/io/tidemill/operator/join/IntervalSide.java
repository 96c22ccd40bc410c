// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.join;

import io.tidemill.memory.Memory;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.table.GrowableBits;
import io.tidemill.memory.table.GrowableColumn;
import io.tidemill.state.row.KeyedRows;
import io.tidemill.state.row.TimedChains;

/// What an interval join remembers of one side beside the rows: their order by time, key by key, which had a match, and which are over.
///
/// Rows mostly come about in the order of their times, so the earliest time of each thousand rows says in which of them any is over.
final class IntervalSide implements RememberedSide {
    private static final int BLOCK_SHIFT = 10; // of rows whose earliest time is known

    private final int timeColumn;
    private final long reachMicros;
    private final TimedChains chains;
    private final GrowableBits matched; // by number of row
    private final GrowableBits wasMatched; // what `matched` was, while rows move
    private final GrowableColumn earliest; // time of the rows of a block that are not over
    private long goneBeforeMicros = Long.MIN_VALUE;
    private int firstNew = 1; // row of the batch at hand
    private int goneRows;

    /// @param timeColumn of the event time, among the columns that are kept
    /// @param reachMicros how much later than a row its partners may be
    IntervalSide(MemoryBudget budget, String what, int timeColumn, long reachMicros) {
        this.timeColumn = timeColumn;
        this.reachMicros = reachMicros;
        chains = new TimedChains(budget, what);
        matched = GrowableBits.of(budget, what);
        wasMatched = GrowableBits.of(budget, what);
        earliest = GrowableColumn.filled(budget, what, Long.BYTES, Long.MAX_VALUE);
    }

    @Override
    public void add(KeyedRows rows, JoinRows keys) {
        int from = matched.size();
        chains.ensure(keys.table().groups(), rows.end());
        matched.append(false, rows.end() - from);
        earliest.ensure((rows.end() >>> BLOCK_SHIFT) + 1);
        rows.store().show(true);
        long times = rows.store().column(timeColumn).data();
        firstNew = Math.max(1, from);
        for (int row = firstNew; row < rows.end(); row++) {
            long time = Memory.longAt(times + 8L * row);
            chains.put(row, time);
            int group = RememberedSide.groupOf(rows, row);
            if (!keys.hasNullKey(group)) {
                chains.add(group, row);
            }
            long block = earliestOf(row >>> BLOCK_SHIFT);
            Memory.putLong(block, Math.min(Memory.longAt(block), time));
        }
    }

    private long earliestOf(int block) {
        return earliest.address() + 8L * block;
    }

    /// The rows by key and time; those without a key are in none.
    TimedChains chains() {
        return chains;
    }

    /// The first row of the batch at hand.
    int firstNew() {
        return firstNew;
    }

    GrowableBits matched() {
        return matched;
    }

    /// Says which rows no row to come can meet any more, and adds those without a match to `lonely` if they are wanted.
    void expire(KeyedRows rows, long watermarkMicros, boolean isLeft, boolean keepsLonely, RangeOrder lonely) {
        long bound = watermarkMicros == Long.MAX_VALUE
                ? Long.MAX_VALUE
                : Reach.before(watermarkMicros, reachMicros);
        if (watermarkMicros == Long.MIN_VALUE || bound <= goneBeforeMicros) {
            return;
        }
        for (int block = 0; block << BLOCK_SHIFT < rows.end(); block++) {
            if (Memory.longAt(earliestOf(block)) < bound) {
                expire(block, bound, rows, isLeft, keepsLonely, lonely);
            }
        }
        goneBeforeMicros = bound;
    }

    private void expire(int block, long bound, KeyedRows rows, boolean isLeft, boolean keepsLonely,
            RangeOrder lonely) {
        long left = Long.MAX_VALUE;
        int end = Math.min(rows.end(), (block + 1) << BLOCK_SHIFT);
        for (int row = Math.max(1, block << BLOCK_SHIFT); row < end; row++) {
            long time = chains.timeOf(row);
            if (time >= bound) {
                left = Math.min(left, time);
            } else if (time >= goneBeforeMicros) {
                goneRows++;
                if (keepsLonely && !matched.isSet(row)) {
                    lonely.add(isLeft, row, RememberedSide.groupOf(rows, row));
                }
            }
        }
        Memory.putLong(earliestOf(block), left);
    }

    @Override
    public int goneRows() {
        return goneRows;
    }

    @Override
    public boolean isGone(KeyedRows rows, int row) {
        return chains.timeOf(row) < goneBeforeMicros;
    }

    @Override
    public void move(long numbers, int count, KeyedRows rows, JoinRows keys) {
        wasMatched.clear();
        wasMatched.append(matched.address(), 0, numbers, count);
        clear();
        add(rows, keys);
        firstNew = rows.end();
        for (int i = 0; i < count; i++) {
            if (wasMatched.isSet(i)) {
                matched.set(i + 1);
            }
        }
    }

    @Override
    public void clear() {
        chains.clear();
        matched.clear();
        earliest.clear();
        goneRows = 0;
    }

    @Override
    public void close() {
        chains.close();
        matched.close();
        wasMatched.close();
        earliest.close();
    }
}
