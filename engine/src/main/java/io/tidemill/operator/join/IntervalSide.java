// SPDX-License-Identifier: Apache-2.0
package io.tidemill.operator.join;

import io.tidemill.memory.Memory;
import io.tidemill.memory.MemoryBudget;
import io.tidemill.memory.table.GrowableBits;
import io.tidemill.state.row.KeyedRows;
import io.tidemill.state.row.RowChains;

/// What an interval join remembers of one side beside the rows: which have the same key, which had a match, and which are over.
final class IntervalSide implements RememberedSide {
    private final int timeColumn;
    private final long reachMicros;
    private final RowChains chains;
    private final GrowableBits matched; // by number of row
    private final GrowableBits gone;
    private final GrowableBits before; // what `matched` was, while rows move
    private int firstNew = 1; // row of the batch at hand
    private int goneRows;
    private long oldestMicros = Long.MAX_VALUE; // of rows that are not gone

    /// @param timeColumn of the event time, among the columns that are kept
    /// @param reachMicros how much later than a row its partners may be
    IntervalSide(MemoryBudget budget, String what, int timeColumn, long reachMicros) {
        this.timeColumn = timeColumn;
        this.reachMicros = reachMicros;
        chains = new RowChains(budget, what);
        matched = GrowableBits.of(budget, what);
        gone = GrowableBits.of(budget, what);
        before = GrowableBits.of(budget, what);
    }

    @Override
    public void add(KeyedRows rows, JoinRows keys) {
        int from = matched.size();
        chains.ensure(keys.table().groups(), rows.end());
        matched.append(false, rows.end() - from);
        gone.append(false, rows.end() - from);
        rows.store().show(true);
        firstNew = Math.max(1, from);
        for (int row = firstNew; row < rows.end(); row++) {
            int group = RememberedSide.groupOf(rows, row);
            if (!keys.hasNullKey(group)) {
                chains.add(group, row);
            }
            oldestMicros = Math.min(oldestMicros, timeOf(rows, row));
        }
    }

    long timeOf(KeyedRows rows, int row) {
        return Memory.longAt(rows.store().column(timeColumn).data() + 8L * row);
    }

    /// The first row of the batch at hand.
    int firstNew() {
        return firstNew;
    }

    RowChains chains() {
        return chains;
    }

    GrowableBits matched() {
        return matched;
    }

    /// Says which rows no row to come can meet any more, and adds those without a match to `lonely` if they are wanted.
    void expire(KeyedRows rows, long watermarkMicros, boolean isLeft, boolean keepsLonely, RangeOrder lonely) {
        long bound = watermarkMicros == Long.MAX_VALUE ? Long.MAX_VALUE : watermarkMicros - reachMicros;
        if (watermarkMicros == Long.MIN_VALUE || oldestMicros >= bound) {
            return;
        }
        oldestMicros = Long.MAX_VALUE;
        for (int row = 1; row < rows.end(); row++) {
            long time = timeOf(rows, row);
            if (gone.isSet(row)) {
                continue;
            }
            if (time >= bound) {
                oldestMicros = Math.min(oldestMicros, time);
            } else {
                gone.set(row);
                goneRows++;
                if (keepsLonely && !matched.isSet(row)) {
                    lonely.add(isLeft, row, RememberedSide.groupOf(rows, row));
                }
            }
        }
    }

    @Override
    public int goneRows() {
        return goneRows;
    }

    @Override
    public boolean isGone(KeyedRows rows, int row) {
        return gone.isSet(row);
    }

    @Override
    public void move(long numbers, int count, KeyedRows rows, JoinRows keys) {
        before.clear();
        before.append(matched.address(), 0, numbers, count);
        clear();
        add(rows, keys);
        firstNew = rows.end();
        for (int i = 0; i < count; i++) {
            if (before.isSet(i)) {
                matched.set(i + 1);
            }
        }
    }

    @Override
    public void clear() {
        chains.clear();
        matched.clear();
        gone.clear();
        goneRows = 0;
        oldestMicros = Long.MAX_VALUE;
    }

    @Override
    public void close() {
        chains.close();
        matched.close();
        gone.close();
        before.close();
    }
}
